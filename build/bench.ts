import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { projectFolder } from './project-folder.ts';
import { unlessUnchanged } from './sources-stamp.ts';

/** What a file in tests/bench exports under a name that ends in Bench. */
const benchSchema = z.object({
  name: z.string(),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
});

type Bench = () => Promise<unknown>;

/** What is measured is the screen as it is now. In a process of its own: a build sets NODE_ENV, and kiosks inherit it. */
async function buildScreen(): Promise<void> {
  const outDir = path.join(projectFolder, 'out');
  mkdirSync(outDir, { recursive: true });
  await unlessUnchanged(projectFolder, path.join(outDir, 'renderer.stamp'), async () =>
    execFileSync(process.execPath, ['build/build.ts', '--renderer'], { cwd: projectFolder, stdio: 'pipe' }),
  );
}

/** Those in this folder measure drivers without a screen. */
const SCREENLESS = `devices${path.sep}`;

/**
 * Runs every benchmark, or those named on the command line (`visit`, `devices`, `devices/reconnect`), one after the
 * other, and prints their tables.
 */
async function runBenches(chosen: readonly string[]): Promise<void> {
  const folder = path.join(projectFolder, 'tests/bench');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const unknown = chosen.find((name) => !files.some((file) => isNamed(file, name)));
  if (unknown !== undefined) throw new Error(`there is no benchmark ${unknown} in tests/bench`);
  const wanted = files.filter((file) => chosen.length === 0 || chosen.some((name) => isNamed(file, name))).toSorted();
  if (!wanted.every((file) => file.startsWith(SCREENLESS))) await buildScreen();
  for (const file of wanted) {
    for (const bench of await benchesIn(path.join(folder, file))) await runBench(file, bench);
  }
}

/** By its file or by its folder. */
const isNamed = (file: string, name: string): boolean => file === `${name}.ts` || file.startsWith(name + path.sep);

async function benchesIn(file: string): Promise<Bench[]> {
  const exported: Record<string, unknown> = await import(file);
  return Object.entries(exported).flatMap(([name, value]) =>
    name.endsWith('Bench') && typeof value === 'function' ? [async () => value()] : [],
  );
}

/** One that cannot run here does not keep the others from running. */
async function runBench(file: string, bench: Bench): Promise<void> {
  try {
    const table = benchSchema.parse(await bench());
    // What else the machine was doing explains a bad figure better than the figure does.
    const load = `${availableParallelism()} processors, load ${loadavg()[0]?.toFixed(1)}`;
    console.log(`\n${table.name} (${load})`);
    console.table(table.rows);
  } catch (error) {
    console.error(`\n${file} did not come to an end: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

await runBenches(process.argv.slice(2));
