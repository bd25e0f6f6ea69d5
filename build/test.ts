import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from './project-folder.ts';
import { installSystemPackages } from './system-packages.ts';
import { isGood, summaryLine, type Outcome } from './test-reports.ts';
import { testSteps } from './test-steps.ts';

/** Names of steps on the command line run only those: npm test -- types unit */
const chosen = process.argv.slice(2);
const reportFolder = path.join(projectFolder, 'node_modules/.cache/test-reports');
rmSync(reportFolder, { recursive: true, force: true });
mkdirSync(reportFolder, { recursive: true });

for (const line of installSystemPackages()) console.log(line);

const outcomes: Outcome[] = [];
for (const step of testSteps(reportFolder)) {
  if (chosen.length > 0 && !chosen.includes(step.name)) continue;
  const startedMs = performance.now();
  const outcome = await step.run();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`${outcome.failed > 0 ? 'FAILED' : 'ok    '} ${step.name} (${seconds} s): ${summaryLine([outcome])}`);
  for (const skip of outcome.skips) console.log(`  skipped: ${skip}`);
  for (const failure of outcome.failures) console.log(`\n${failure}\n`);
  outcomes.push(outcome);
}
console.log(summaryLine(outcomes));
process.exitCode = isGood(outcomes) ? 0 : 1;
