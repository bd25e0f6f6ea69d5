import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type Screen =
  | { readonly kind: 'electron'; readonly binary: string }
  /** `because` is a whole sentence for the person who started it. */
  | { readonly kind: 'browser'; readonly because: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** Path of Electron's binary, or null. Never imports the package: that would start a download. */
export function findElectron(folder: string, env: Environment): string | null {
  const carried = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (carried) return existing(path.join(carried, 'electron'));
  const named = path.join(folder, 'node_modules/electron/path.txt');
  if (!existsSync(named)) return null;
  return existing(path.join(folder, 'node_modules/electron/dist', readFileSync(named, 'utf8').trim()));
}

const existing = (file: string): string | null => (existsSync(file) ? file : null);

export const hasDisplay = (env: Environment): boolean =>
  process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);

/** Electron where it can run; otherwise a browser, and why. */
export function chooseScreen(folder: string, env: Environment): Screen {
  const binary = findElectron(folder, env);
  if (!binary) {
    return {
      kind: 'browser',
      because: 'Electron is not installed, so this is the preview in a browser. To install it: npx install-electron',
    };
  }
  if (!hasDisplay(env)) {
    return { kind: 'browser', because: 'There is no display for Electron, so this is the preview in a browser.' };
  }
  return { kind: 'electron', binary };
}
