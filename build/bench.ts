import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { projectFolder } from './project-folder.ts';

/** What a file in tests/bench exports under a name that ends in Bench. */
const benchSchema = z.object({
  name: z.string(),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
});

/** Runs every benchmark, or those whose file is named on the command line, one after the other, and prints their tables. */
async function runBenches(chosen: readonly string[]): Promise<void> {
  const folder = path.join(projectFolder, 'tests/bench');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.ts')) : [];
  for (const file of files.filter((name) => chosen.length === 0 || chosen.includes(path.basename(name, '.ts')))) {
    const exported: Record<string, unknown> = await import(path.join(folder, file));
    for (const [name, bench] of Object.entries(exported)) {
      if (!name.endsWith('Bench') || typeof bench !== 'function') continue;
      const table = benchSchema.parse(await bench());
      console.log(`\n${table.name}`);
      console.table(table.rows);
    }
  }
}

await runBenches(process.argv.slice(2));
