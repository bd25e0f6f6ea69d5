import path from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { buildTargets } from '../../build/build.ts';
import { chooseScreen } from '../../build/electron-binary.ts';
import { projectFolder } from '../../build/project-folder.ts';
import { people } from '../../main/gateway/simulator/people.ts';
import { answerAndConfirm, consent, wakeAndChoose } from '../support/visit-steps.ts';
import { visitor } from '../support/visitor.ts';

// The only test that needs Electron's binary, which is not in the package registry.
const screen = chooseScreen(projectFolder, process.env);
const missing =
  'needs Electron and a display: npx install-electron, or ELECTRON_OVERRIDE_DIST_PATH with an unpacked release';
test.describe.configure({ mode: 'serial' });

test('the window greets, is closed to Node, to other windows and to other places, and comes back after a crash', async () => {
  test.skip(screen.kind !== 'electron', missing);
  if (screen.kind !== 'electron') return;
  test.setTimeout(120_000);
  const app = await startElectron(screen.binary);
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

test('a visitor goes the whole way in the window, from the greeting to the number of the certificate', async () => {
  test.skip(screen.kind !== 'electron', missing);
  if (screen.kind !== 'electron') return;
  test.setTimeout(180_000);
  const app = await startElectron(screen.binary);
  const v = visitor(await app.firstWindow(), 'en');
  const person = people.find(({ name }) => name.startsWith('ANNA'))!;
  await wakeAndChoose(v, 'en');
  await consent(v, 'other');
  await v.press('journey:identityMethod.type.title');
  await v.typeDigits(person.number);
  await v.press('common:next');
  await v.sees('journey:personName.heading');
  await v.typeLatin(person.name);
  await v.press('common:next');
  await answerAndConfirm(v, 'Example Hotel', 'en');
  await v.sees('journey:result.answered.heading', {}, 40_000);
  await v.press('journey:result.finish');
  await app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => {});
});

/** The developers' build: the real shell, with simulators at the other end of every wire. */
async function startElectron(binary: string) {
  await buildTargets({ outDir: path.join(projectFolder, 'out'), release: false, rendererOnly: false });
  const { NODE_OPTIONS: _dropped, ...env } = process.env;
  return _electron.launch({
    executablePath: binary,
    args: [projectFolder],
    env: Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)),
  });
}
