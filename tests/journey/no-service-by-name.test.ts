import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import { projectFolder } from '../../build/project-folder.ts';

/** Where a visit is led and shown. */
const engine = ['main/journey', 'main/session', 'renderer/screens', 'renderer/controls', 'renderer/frame'];

const sources = (folder: string): string[] =>
  readdirSync(path.join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.join(folder, name));

const ids = baseCatalogue.map(({ id }) => id).join('|');
/** A service told apart from others: compared with, switched on, or the name of a row of a table. */
const toldApart = new RegExp(`(?:[=!]==|case)\\s*['"](?:${ids})['"]|['"](?:${ids})['"](?:\\s*\\]?:|\\s*===)`);
const tellsApart = (file: string): boolean => toldApart.test(readFileSync(path.join(projectFolder, file), 'utf8'));

test('the engine and its screens tell no service from another by its name', () => {
  const files = engine.flatMap(sources);
  expect(files.length).toBeGreaterThan(80);
  expect(files.filter(tellsApart)).toEqual([]);
});

test('control: an office does, and is found', () => {
  expect(tellsApart('main/gateway/simulator/decisions.ts')).toBe(true);
  expect(tellsApart('main/gateway/simulator/cases/vehicle-cases.ts')).toBe(true);
});
