import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hardwareProfileSchema } from '../../devices/hardware-profile.ts';
import { lineFaults } from '../../devices/transport/simulated-line.ts';
import cameraWords from '../../locales/en/camera.json' with { type: 'json' };
import reasonWords from '../../locales/en/common.json' with { type: 'json' };
import problemWords from '../../locales/en/problems.json' with { type: 'json' };
import { deviceNames, statusReasons, type DeviceName } from '../../main/contract/device-status.ts';
import { stillCameraErrors } from '../../main/contract/still-picture.ts';
import * as problemsOf from '../../main/session/problem-codes.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const page = read('docs/devices.md');
const simulated: object = JSON.parse(read('devices/profiles/simulated.json'));

const fenced = (language: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(([, text]) => text ?? '');

/** The cells of the tables whose first heading is this one, row by row. */
function rowsUnder(heading: string, text = page): string[][] {
  const tables = text.split('\n\n').filter((block) => block.startsWith(`| ${heading} `));
  return tables.flatMap((table) =>
    table
      .trim()
      .split('\n')
      .slice(2)
      .map((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()))
      .map((cells) => cells.slice(1, -1)),
  );
}
const bare = (cell = ''): string => cell.replaceAll('`', '');

/** A device's folder, by the name that a profile gives it. */
const folderOf = (device: DeviceName): string => device.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const testsIn = (folder: string): string =>
  readdirSync(path.join(root, 'tests', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => read(path.join('tests', folder, name)))
    .join('\n');

/** Its section of the page: the one that shows its entry. */
function sectionOf(device: DeviceName): string {
  const found = page.split(/\n(?=##)/).filter((section) => section.includes(`npm run device -- ${folderOf(device)} `));
  expect(found[0], device).toContain(`"${device}": {`);
  return found[0] ?? '';
}

describe('an entry that the page shows', () => {
  const entries = fenced('json').map((text): Record<string, object> => JSON.parse(text));

  it('is right in a profile', () => {
    for (const entry of entries) {
      const parsed = hardwareProfileSchema.safeParse({ ...simulated, ...entry });
      expect(parsed.success ? 'right' : z.prettifyError(parsed.error), JSON.stringify(entry)).toBe('right');
    }
  });
  it('is there for every device', () => {
    const shown = new Set(entries.flatMap((entry) => Object.keys(entry)));
    expect([...shown].toSorted()).toEqual(deviceNames.toSorted());
  });
});

it.each(deviceNames)('the actions of the tool are those that it has: %s', async (device) => {
  const tool: { run(argv: string[], out: (text: string) => void): Promise<number> } = await import(
    path.join(root, 'devices', folderOf(device), 'cli.ts')
  );
  let usage = '';
  await tool.run([], (text) => (usage += text));
  const actions = [...usage.matchAll(/^ {2}([a-z][a-z-]*) {2,}/gm)].map(([, action]) => action);
  const shown = [...page.matchAll(new RegExp(`npm run device -- ${folderOf(device)} ([a-z-]+)`, 'g'))];
  expect(actions).toContain('status');
  expect(new Set(shown.map(([, action]) => action))).toEqual(new Set(actions));
});

describe('what a visitor reads', () => {
  const { cardProblems, codeProblems, dispenserProblems, documentProblems, fingerProblems } = problemsOf;
  const { passportProblems, permitProblems, receiptProblems, rewriterProblems } = problemsOf;
  // What the page and its chip say of a certificate, and not the printer.
  const { nameUnprintable: _, notRecorded: __, ...documentErrors } = documentProblems;
  const { notRecorded: ___, ...receiptErrors } = receiptProblems;
  const told: Partial<Record<DeviceName, Readonly<Record<string, keyof typeof problemWords>>>> = {
    idCardReader: cardProblems,
    passportReader: passportProblems,
    permitSlot: { ...permitProblems, ...rewriterProblems },
    cardDispenser: dispenserProblems,
    receiptPrinter: receiptErrors,
    documentPrinter: documentErrors,
    fingerprintReader: fingerProblems,
    codeScanner: codeProblems,
  };

  it.each(Object.entries(told))('of each error of the %s', (device, problems) => {
    const name = deviceNames.find((known) => known === device)!;
    const rows = rowsUnder('error', sectionOf(name)).map(([error, said]) => [bare(error), said]);
    const wanted = Object.entries(problems).map(([error, code]) => [error, `${problemWords[code].what} \`${code}\``]);
    expect(rows).toHaveLength(wanted.length);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(wanted));
  });

  it('of the camera, and of a device with the wrong firmware', () => {
    const rows = rowsUnder('error', sectionOf('camera'));
    expect(rows.map(([error]) => bare(error))).toEqual(
      stillCameraErrors.filter((error) => error === 'offline' || error === 'cameraFault'),
    );
    expect(rows.map(([, said]) => said)).toEqual(
      (['camera-lost', 'camera-fault'] as const).map((code) => `${problemWords[code].what} \`${code}\``),
    );
    for (const said of [cameraWords.still.badPicture, problemWords['device-wrong-firmware'].what])
      expect(page.replace(/\s+/g, ' ')).toContain(`“${said}”`);
  });
});

it('each reason has its mend', () => {
  const rows = rowsUnder('reason').map(([reason, , mend]) => [bare(reason), mend]);
  expect(rows).toEqual(statusReasons.map((reason) => [reason, reasonWords.reasons[reason]]));
});

describe('the tests on hardware', () => {
  const commands = rowsUnder('command').map(([command]) => bare(command));
  it('are named for every device', () => {
    const named = commands.map((command) => /tests\/devices\/(\S+)$/.exec(command)?.[1]);
    expect(new Set(named)).toEqual(new Set(deviceNames.map(folderOf)));
  });
  it.each(commands)('%s', (command) => {
    const [, variable, given, folder] =
      /^(KIOSK_TEST_\w+)=(\S+) npx vitest run tests\/devices\/(\S+)$/.exec(command) ?? [];
    const test = read(`tests/devices/${folder}/hardware.test.ts`);
    expect(test).toContain(`process.env['${variable}']`);
    expect(test).toContain(`'${given}'`);
    expect(test).toContain('worksByHand(');
  });
});

describe('a scenario', () => {
  it('is one that a test plays', () => {
    const played = testsIn('.');
    for (const line of fenced('ts').join('').trim().split('\n')) expect(played).toContain(line);
  });
  it('knows what any line can do', () => {
    for (const fault of lineFaults) expect(page).toContain(`\`${fault}\``);
  });
});
