import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Opens the address full screen with a profile of its own, thrown away afterwards. False when there is no Chromium. */
export function openChromium(url: string): boolean {
  const browser = findOnPath(names, process.env['PATH'] ?? '');
  if (!browser) return false;
  const profile = mkdtempSync(path.join(os.tmpdir(), 'kiosk-browser-'));
  const child = spawn(
    browser,
    [
      '--kiosk',
      `--app=${url}`,
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-pinch',
      '--overscroll-history-navigation=0',
      '--window-position=0,0',
      // A browser offers to send what it shows to a translator, and calls home in the background.
      '--disable-features=Translate',
      '--disable-background-networking',
      '--disable-sync',
      // The sandbox needs a user that is not root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    { stdio: 'ignore' },
  );
  child.on('error', () => {});
  child.on('exit', () => rmSync(profile, { recursive: true, force: true }));
  process.on('exit', () => child.kill());
  return true;
}

export function findOnPath(programs: readonly string[], searchPath: string): string | null {
  const candidates = programs.flatMap((name) => searchPath.split(path.delimiter).map((dir) => path.join(dir, name)));
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
