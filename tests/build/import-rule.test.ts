import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importViolations } from '../../build/check-imports.ts';
import { projectFolder } from '../../build/project-folder.ts';

/** File → what it imports: each line breaks the rule of its name, and nothing else in the tree breaks it. */
const breaches: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'main-order-contract': ['main/contract/a.ts', '../outbox/outbox.ts'],
  'main-order-clock': ['main/clock/clock.ts', '../database/database.ts'],
  'main-order-database': ['main/database/database.ts', '../catalogue/catalogue.ts'],
  'main-order-catalogue': ['main/catalogue/catalogue.ts', '../gateway/gateway.ts'],
  'main-order-gateway': ['main/gateway/gateway.ts', '../submission/submission.ts'],
  'main-order-submission': ['main/submission/submission.ts', '../outbox/outbox.ts'],
  'main-order-outbox': ['main/outbox/outbox.ts', '../uplink/uplink.ts'],
  'main-order-payment': ['main/payment/payments.ts', '../uplink/uplink.ts'],
  'main-order-uplink': ['main/uplink/uplink.ts', '../journey/journey.ts'],
  'main-order-journey': ['main/journey/journey.ts', '../session/session.ts'],
  'main-order-session': ['main/session/session.ts', '../documents/documents.ts'],
  'main-order-documents': ['main/documents/documents.ts', '../health/health.ts'],
  'main-order-health': ['main/health/health.ts', '../kiosk.ts'],
  'main-order-kiosk': ['main/kiosk.ts', './shell/preview-shell.ts'],
  'main-order-simulated-hall': ['main/simulated-hall.ts', './dock-router.ts'],
  'main-order-dock-router': ['main/dock-router.ts', './simulated-kiosk.ts'],
  'main-order-simulated-kiosk': ['main/simulated-kiosk.ts', './shell/preview-shell.ts'],
  'no-circular': ['main/shell/circle.ts', './circle-back.ts'],
  'contract-imports-nothing-of-ours': ['main/contract/b.ts', '../../devices/device.ts'],
  'renderer-imports-contract-only': ['renderer/a.ts', '../main/clock/clock.ts'],
  'protocol-and-simulator-are-pure': ['devices/reader/protocol.ts', '../transport/serial-channel.ts'],
  'devices-know-no-main': ['devices/reader/driver.ts', '../../main/outbox/outbox.ts'],
  'no-drivers-in-the-core': ['main/session/reader.ts', '../../devices/reader/driver.ts'],
  'electron-only-in-the-shell': ['main/kiosk-window.ts', 'electron'],
  'serialport-only-in-transport': ['devices/reader/reader.ts', 'serialport'],
  'node-hid-only-in-transport': ['devices/reader/other.ts', 'node-hid'],
  'sqlite-only-in-database': ['main/outbox/table.ts', 'better-sqlite3'],
  'nobody-imports-tests': ['main/shell/tested.ts', '../../tests/support/fake.ts'],
  'nobody-imports-build': ['main/shell/built.ts', '../../build/build.ts'],
};
const quietFiles: Readonly<Record<string, string>> = {
  'main/shell/preview-shell.ts': 'export const x = 1;',
  'main/shell/circle-back.ts': "import './circle.ts';",
  'devices/device.ts': 'export const x = 1;',
  'devices/transport/serial-channel.ts': 'export const x = 1;',
  'tests/support/fake.ts': 'export const x = 1;',
  'build/build.ts': 'export const x = 1;',
};
const roots = ['main', 'devices', 'renderer', 'build', 'tests'];

let folder: string;
let lines: string[];

function writeTree(root: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  for (const name of roots) mkdirSync(path.join(root, name), { recursive: true });
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    cpSync(path.join(projectFolder, file), path.join(root, file));
  for (const name of ['electron', 'serialport', 'node-hid', 'better-sqlite3']) {
    mkdirSync(path.join(root, 'node_modules', name), { recursive: true });
    writeFileSync(path.join(root, 'node_modules', name, 'index.js'), '');
  }
}

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kiosk-imports-'));
  const breaking = Object.values(breaches).map(([from, to]) => [from, `import '${to}';\nexport const x = 1;\n`]);
  writeTree(path.join(folder, 'broken'), { ...quietFiles, ...Object.fromEntries(breaking) });
  lines = importViolations(path.join(folder, 'broken'), roots);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

test.each(Object.entries(breaches))('%s is seen', (rule, [from]) => {
  // A circle has no beginning: it is told from whichever of its files.
  const wanted = rule === 'no-circular' ? `${rule}: ` : `${rule}: ${from} `;
  expect(lines.filter((line) => line.startsWith(wanted))).not.toEqual([]);
});

test('every rule has its breach here', async () => {
  const { default: config } = (await import(path.join(projectFolder, '.dependency-cruiser.cjs'))) as {
    default: { forbidden: { name: string }[] };
  };
  expect(config.forbidden.map(({ name }) => name).toSorted()).toEqual(Object.keys(breaches).toSorted());
});

test('a type is an import too', () => {
  const root = path.join(folder, 'types');
  writeTree(root, {
    'renderer/a.ts': "import type { X } from '../main/clock/clock.ts';\nexport type Y = X;\n",
    'main/clock/clock.ts': 'export type X = 1;',
  });
  expect(importViolations(root, roots)).toEqual([
    'renderer-imports-contract-only: renderer/a.ts → main/clock/clock.ts',
  ]);
});

test('control: a tree that keeps the rules has no violations', () => {
  const root = path.join(folder, 'good');
  writeTree(root, {
    'renderer/a.ts': "import type { X } from '../main/contract/x.ts';\nexport type Y = X;\n",
    'main/contract/x.ts': 'export type X = 1;',
    'main/shell/window.ts': "import '../kiosk.ts';\nimport 'electron';\n",
    'main/kiosk.ts': "import './outbox/outbox.ts';\n",
    'main/outbox/outbox.ts': 'export const x = 1;',
  });
  expect(importViolations(root, roots)).toEqual([]);
});

test('a cruise that saw no TypeScript is a failure, not a success', () => {
  const root = path.join(folder, 'empty');
  writeTree(root, { 'main/a.mjs': 'export const x = 1;' });
  expect(importViolations(root, roots)).toEqual(['the cruiser saw no TypeScript']);
});
