import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';

let folder: string;
let preview: ChildProcess;
let dockUrl: string;
test.beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kiosk-dock-'));
  preview = spawn('node_modules/.bin/node', ['build/preview.ts', '--port', '0', '--data', folder], { stdio: 'pipe' });
  let output = '';
  dockUrl = await new Promise((resolve, reject) => {
    preview.stdout?.on('data', (bytes) => {
      output += String(bytes);
      const found = /\S+dock\.html\S+/.exec(output);
      if (found && output.includes('Ctrl+C')) resolve(found[0]);
    });
    preview.once('exit', () => reject(new Error(output)));
  });
});
test.afterEach(async () => {
  const gone = once(preview, 'exit');
  preview.kill('SIGTERM');
  await gone;
  await rm(folder, { recursive: true, force: true });
});

test('the dock places a card, pulls a plug and empties a tray, and the kiosk beside it shows what follows', async ({
  page,
}) => {
  test.setTimeout(60_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(dockUrl);
  const screen = page.frameLocator('iframe');
  const machine = (name: string) => page.locator(`[data-machine="${name}"]`);
  const hand = (name: string, act: string): Promise<void> => machine(name).locator(`[data-hand="${act}"]`).click();
  const play = async (name: string, fault: string, at: string): Promise<void> => {
    await machine(name).locator('select[name="fault"]').selectOption(fault);
    await machine(name).locator('select[name="at"]').selectOption(at);
    await machine(name)
      .getByRole('button', { name: /^(Play|触发)$/ })
      .click();
  };
  const heal = (name: string): Promise<void> =>
    machine(name)
      .getByRole('button', { name: /^(Heal|恢复)$/ })
      .click();

  for (const name of [
    /^Touch to start/,
    /^Temporary Identity Proof/,
    /^Start/,
    /^I have read this/,
    /^Another way/,
    /^My ID card/,
  ]) {
    // The kiosk is deaf to a second tap within 300 ms, as a hand may tremble.
    await page.waitForFunction(
      (since) => performance.now() - since > 310,
      await page.evaluate(() => performance.now()),
    );
    await screen.getByRole('button', { name }).first().click();
  }
  await play('idCardReader', 'unplug', 'now');
  await expect(screen.getByText('card-reader-offline')).toBeVisible({ timeout: 15_000 });
  await heal('idCardReader');
  await hand('idCardReader', 'place');
  await expect(screen.getByRole('heading', { name: 'Is this you?' })).toBeVisible({ timeout: 20_000 });
  await play('documentPrinter', 'paperOut', 'now');
  await expect(page.getByText('userError')).toBeVisible({ timeout: 20_000 });
  expect(faults).toEqual([]);
});
