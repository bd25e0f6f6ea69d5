import { readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { installSystemPackages } from './system-packages.ts';
import { projectFolder } from './project-folder.ts';

/** What a file in tests/endurance exports under a name that ends in Endurance. */
const enduranceSchema = z.object({
  name: z.string(),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
  failures: z.array(z.string()),
});

type Say = (done: number, of: number) => void;
type EnduranceTest = (count: number | undefined, say: Say) => Promise<unknown>;

const SAY_EVERY_MS = 30_000;

const folder = path.join(projectFolder, 'tests/endurance');

/** A number after a name is how much of it: `npm run test:endurance -- kill 100 history 2000`. Without names, all of all. */
function wishesIn(args: readonly string[]): Map<string, number | undefined> {
  const wishes = new Map<string, number | undefined>();
  for (const [index, name] of args.entries()) {
    if (/^\d+$/.test(name)) continue;
    const count = args[index + 1];
    wishes.set(name, count !== undefined && /^\d+$/.test(count) ? Number(count) : undefined);
  }
  return wishes;
}

/** By the name of their file. */
async function enduranceTests(): Promise<Map<string, EnduranceTest>> {
  const tests = new Map<string, EnduranceTest>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
    const exported: Record<string, unknown> = await import(path.join(folder, file));
    for (const [name, value] of Object.entries(exported)) {
      if (name.endsWith('Endurance') && typeof value === 'function')
        tests.set(file.replace(/\.ts$/, ''), async (count, say) => value(count, say));
    }
  }
  return tests;
}

/** A line now and then. */
function progressOf(name: string): Say {
  let saidMs = performance.now();
  return (done, of) => {
    if (performance.now() - saidMs < SAY_EVERY_MS) return;
    saidMs = performance.now();
    console.log(`${name}: ${String(done)} of ${String(of)}`);
  };
}

/** Prints the figures. Returns whether it held; one that cannot run has not held. */
async function run(name: string, test: EnduranceTest, count: number | undefined): Promise<boolean> {
  const startedMs = performance.now();
  const seconds = (): string => ((performance.now() - startedMs) / 1000).toFixed(0);
  try {
    const { name: title, rows, failures } = enduranceSchema.parse(await test(count, progressOf(name)));
    console.log(`\n${failures.length > 0 ? 'FAILED' : 'ok    '} ${name}: ${title} (${seconds()} s)`);
    console.table(rows);
    for (const failure of failures.slice(0, 20)) console.log(`  ${failure}`);
    return failures.length === 0;
  } catch (error) {
    console.error(`\nFAILED ${name} did not come to an end (${seconds()} s)`, error);
    return false;
  }
}

for (const line of installSystemPackages()) console.log(line);
const tests = await enduranceTests();
const wishes = wishesIn(process.argv.slice(2));
const unknown = [...wishes.keys()].find((name) => !tests.has(name));
if (unknown !== undefined) throw new Error(`there is no ${unknown}, but ${[...tests.keys()].join(', ')}`);
for (const [name, test] of tests) {
  if (wishes.size > 0 && !wishes.has(name)) continue;
  if (!(await run(name, test, wishes.get(name)))) process.exitCode = 1;
}
