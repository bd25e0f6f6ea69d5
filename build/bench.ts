import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
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

/** Runs every benchmark, or those whose file is named on the command line, one after the other, and prints their tables. */
async function runBenches(chosen: readonly string[]): Promise<void> {
  await buildScreen();
  const folder = path.join(projectFolder, 'tests/bench');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.ts')) : [];
  for (const file of files.filter((name) => chosen.length === 0 || chosen.includes(path.basename(name, '.ts')))) {
    for (const bench of await benchesIn(path.join(folder, file))) await runBench(file, bench);
  }
}

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
