import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tempIdProof } from '../../main/catalogue/household/temp-id-proof.ts';
import { citizenIdProblems } from '../../main/contract/citizen-id.ts';
import { deviceNames, statusReasons } from '../../main/contract/device-status.ts';
import { fingerGuidances } from '../../main/contract/finger.ts';
import { personNameProblems } from '../../main/contract/person-name.ts';
import { problemCodes } from '../../main/contract/problem.ts';
import { belongings } from '../../main/contract/result-view.ts';
import { counterReasons } from '../../main/contract/service-view.ts';
import { identityMethods } from '../../main/contract/session-snapshot.ts';
import { mrzFields, travelDocumentKinds } from '../../main/contract/travel-document.ts';
import { i18n, words } from '../../renderer/i18n.ts';

type Tree = { readonly [key: string]: string | readonly string[] | Tree };

/** Every key with its words; English plural forms count as the one key that Chinese has. */
function leaves(tree: Tree, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const name = `${prefix}${key.replace(/_(?:one|other)$/, '')}`;
    if (typeof value === 'string') found.set(name, value);
    else if (Array.isArray(value)) found.set(name, value.join(' '));
    else for (const [inner, text] of leaves(value as Tree, `${name}.`)) found.set(inner, text);
  }
  return found;
}
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g))].toSorted();

test.each(Object.keys(words.en) as (keyof typeof words.en)[])(
  '%s has the same keys and values in both languages',
  (namespace) => {
    const zh = leaves(words['zh-CN'][namespace]);
    const en = leaves(words.en[namespace]);
    expect([...en.keys()].toSorted()).toEqual([...zh.keys()].toSorted());
    for (const [key, text] of zh) {
      expect(text.trim(), key).not.toBe('');
      expect(en.get(key)?.trim(), key).not.toBe('');
      // A count may be a word in one language and a number in the other.
      if (key !== 'idle.seconds') expect(placeholders(en.get(key) ?? ''), key).toEqual(placeholders(text));
    }
  },
);

test('no Chinese sentence contains an English fragment', () => {
  for (const namespace of ['common', 'journey', 'services', 'fields', 'problems'] as const) {
    for (const [key, text] of leaves(words['zh-CN'][namespace])) {
      // A technician types the names of groups and packages as they are.
      if (namespace === 'common' && key.startsWith('reasons.')) continue;
      // Letters that stand on papers: the kind of a visa, the check character, the name of the number on a vehicle.
      const bare = text.replaceAll(/\{\{\w+\}\}/g, '').replaceAll(/\b(?:[A-Z]|VIN|12306|110)\b/g, '');
      expect(bare, `${namespace}.${key}`).not.toMatch(/[A-Za-z]/);
    }
  }
});

const said = (key: string): string[] => (['zh-CN', 'en'] as const).map((lng) => i18n.t(key, { lng, count: 2 }));

test.each([
  ...problemCodes.flatMap((code) => ['what', 'do', 'kept'].map((part) => `problems:${code}.${part}`)),
  ...deviceNames.map((device) => `common:devices.${device}`),
  ...[...counterReasons, ...deviceNames].map((reason) => `journey:home.because.${reason}`),
  ...statusReasons.map((reason) => `common:reasons.${reason}`),
  ...identityMethods.flatMap((method) => ['title', 'text'].map((part) => `journey:identityMethod.${method}.${part}`)),
  ...mrzFields.map((field) => `journey:scanDocument.fields.${field}`),
  ...travelDocumentKinds.map((kind) => `journey:documentShown.kinds.${kind}`),
  ...fingerGuidances.map((guidance) => `journey:fingerprint.guidance.${guidance}`),
  ...belongings.flatMap((thing) => ['take', 'where'].map((part) => `journey:belongings.${thing}.${part}`)),
  ...citizenIdProblems.map((fault) => `journey:idNumber.faults.${fault}`),
  ...personNameProblems.map((fault) => `journey:personName.faults.${fault}`),
  ...tempIdProof.fields.flatMap((field) => [
    `fields:${field.id}.question`,
    `fields:${field.id}.hint`,
    `fields:${field.id}.short`,
  ]),
  ...tempIdProof.fields.flatMap((field) =>
    field.kind === 'choice' ? field.options.map((option) => `fields:${field.id}.options.${option}`) : [],
  ),
  ...tempIdProof.purposes.map(({ id }) => `fields:purpose.options.${id}`),
])('the screens have words for %s', (key) => {
  for (const text of said(key)) expect(text).not.toBe('');
});

test('all 21 services have a name, a summary and search words', () => {
  for (const language of ['zh-CN', 'en'] as const) {
    const services = Object.entries(words[language].services);
    expect(services).toHaveLength(21);
    for (const [id, service] of services) {
      expect(service.name, id).not.toBe('');
      expect(service.summary, id).not.toBe('');
      expect(service.keywords.length, id).toBeGreaterThanOrEqual(3);
    }
  }
});

test('every key that a screen names exists', () => {
  const files = ['app.tsx', 'frame', 'screens', 'controls'].flatMap((name) => sources(path.resolve('renderer', name)));
  const named = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bt\(\s*'([\w:.-]+)'/g)].map(([, key]) => ({ file, key: key ?? '' })),
  );
  expect(named.length).toBeGreaterThan(60);
  const namespaces = Object.keys(words.en);
  for (const { file, key } of named) {
    const candidates = key.includes(':') ? [key] : namespaces.map((namespace) => `${namespace}:${key}`);
    expect(
      candidates.some((candidate) => said(candidate).every((text) => text !== '')),
      `${key} in ${file}`,
    ).toBe(true);
  }
});

function sources(place: string): string[] {
  if (place.endsWith('.tsx')) return [place];
  return readdirSync(place)
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => path.join(place, name));
}
