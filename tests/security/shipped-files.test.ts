import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** Nothing that is shipped may switch the sandbox off; only the tests' browser runs as root, in a container. */
const isScript = (file: string): boolean => /\.(ts|mjs)$/.test(file);
const shipped = ['electron-builder.yml', ...filesOf('build').filter((file) => !isScript(file)), ...filesOf('main')];
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
const switchesSandboxOff = (text: string): boolean => /(^|[^'\w])--no-sandbox/m.test(text);

test('no unit, no desktop file and no code of the kiosk switches the sandbox off', () => {
  expect(shipped.filter((file) => switchesSandboxOff(readFileSync(file, 'utf8')))).toEqual([]);
});

test('control: a unit that does would be seen', () => {
  expect(switchesSandboxOff('ExecStart=/opt/kiosk/kiosk --no-sandbox')).toBe(true);
});
