import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';
import { projectFolder } from './project-folder.ts';

const reportSchema = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(
      z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string(), severity: z.string() }) }),
    ),
  }),
});

/**
 * Lines about imports that break the rules of .dependency-cruiser.cjs. Without a parser for TypeScript the cruiser looks
 * at nothing and is content, so that seeing no TypeScript is a line too.
 */
export function importViolations(folder: string, roots: readonly string[]): string[] {
  const cruiser = spawnSync(
    path.join(projectFolder, 'node_modules/.bin/depcruise'),
    [...roots, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', '--no-progress'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  if (!cruiser.stdout) return [`the cruiser did not run: ${cruiser.stderr || String(cruiser.error)}`];
  const { modules, summary } = reportSchema.parse(JSON.parse(cruiser.stdout));
  if (!modules.some(({ source }) => /\.tsx?$/.test(source))) return ['the cruiser saw no TypeScript'];
  return summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`);
}

if (import.meta.main) {
  const lines = importViolations(projectFolder, ['main', 'devices', 'renderer', 'build', 'tests']);
  for (const line of lines) console.error(line);
  process.exitCode = lines.length > 0 ? 1 : 0;
}
