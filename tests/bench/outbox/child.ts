import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { projectFolder } from '../../../build/project-folder.ts';
import { err, ok } from '../../../main/contract/result.ts';
import type { Result } from '../../../main/contract/result.ts';

/** On the project's own disk: a temporary folder may lie in memory, where a sync costs nothing. */
const scratch = join(projectFolder, 'node_modules/.cache/bench-outbox');

/** A folder for the queue and one beside it for what is said about it. Both are gone afterwards. */
export async function withFolder<T>(
  work: (places: { readonly folder: string; readonly aside: string }) => Promise<T>,
  parent = scratch,
): Promise<T> {
  mkdirSync(parent, { recursive: true });
  const aside = mkdtempSync(join(parent, 'kiosk-bench-'));
  const folder = join(aside, 'queue');
  mkdirSync(folder);
  try {
    return await work({ folder, aside });
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Runs a script of this folder with one order as its argument; its report, or in one line why there is none. */
export async function childReport<T>(
  script: string,
  order: { readonly report: string },
  options: { readonly schema: z.ZodType<T>; readonly before?: readonly string[] },
): Promise<Result<T, string>> {
  const [command = process.execPath, ...rest] = options.before ? [...options.before, process.execPath] : [];
  const child = spawn(command, [...rest, join(import.meta.dirname, script), JSON.stringify(order)], {
    cwd: projectFolder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const code = await new Promise((resolve) => {
    child.on('error', resolve);
    child.on('close', resolve);
  });
  if (code !== 0) return err(lastWords(Buffer.concat(said).toString()) ?? `ended with ${String(code)}`);
  return ok(options.schema.parse(JSON.parse(readFileSync(order.report, 'utf8'))));
}

/** A stack trace's one line that says something. */
function lastWords(text: string): string | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  return (lines.find((line) => /^(\w*Error|Error)\b/.test(line)) ?? lines.findLast((line) => line !== ''))?.slice(
    0,
    160,
  );
}

export const hasStrace = (): boolean => spawnSync('strace', ['--version'], { stdio: 'ignore' }).status === 0;
