import path from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { buildTargets } from '../../build/build.ts';
import { chooseScreen } from '../../build/electron-binary.ts';
import { projectFolder } from '../../build/project-folder.ts';

// The only test that needs Electron's binary, which is not in the package registry.
const screen = chooseScreen(projectFolder, process.env);
test.skip(
  screen.kind !== 'electron',
  'needs Electron and a display: npx install-electron, or ELECTRON_OVERRIDE_DIST_PATH with an unpacked release',
);
test.describe.configure({ mode: 'serial' });

test('the window greets, is closed to Node, to other windows and to other places, and comes back after a crash', async () => {
  test.setTimeout(120_000);
  if (screen.kind !== 'electron') return;
  await buildTargets({ outDir: path.join(projectFolder, 'out'), release: false, rendererOnly: false });
  const { NODE_OPTIONS: _dropped, ...env } = process.env;
  const app = await _electron.launch({
    executablePath: screen.binary,
    args: [projectFolder],
    env: Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)),
  });
  const page = await app.firstWindow();
  expect(page.url()).toBe('app://kiosk/index.html');
  await expect(page.getByRole('button').first()).toBeVisible();

  const inside = await page.evaluate(() => ({
    require: typeof Reflect.get(window, 'require'),
    process: typeof Reflect.get(window, 'process'),
    opened: window.open('https://example.org') === null,
  }));
  expect(inside).toEqual({ require: 'undefined', process: 'undefined', opened: true });
  await page.evaluate(() => window.location.assign('https://example.org')).catch(() => {});
  expect(page.url()).toBe('app://kiosk/index.html');

  const replaced = app.waitForEvent('window');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  await expect((await replaced).getByRole('button').first()).toBeVisible();
  await app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => {});
});
