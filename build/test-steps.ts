import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from './project-folder.ts';
import { playwrightOutcome, vitestOutcome, type Outcome } from './test-reports.ts';

export interface TestStep {
  readonly name: string;
  run(): Promise<Outcome>;
}

/** Everything that must hold, the quickest first. Nothing here needs a network. */
export function testSteps(reportFolder: string): TestStep[] {
  const unitReport = path.join(reportFolder, 'unit.json');
  const browserReport = path.join(reportFolder, 'browser.json');
  return [
    check('format', 'prettier', '--check', '--log-level', 'warn', '.'),
    check('lint', 'oxlint', '--deny-warnings'),
    check('types', 'tsc', '-p', '.'),
    check('imports', 'node', 'build/check-imports.ts'),
    check('words', 'node', 'build/check-locales.ts'),
    check('glossary', 'node', 'build/glossary.ts'),
    // Before the tests: those of a whole kiosk show its screen.
    check('build', 'node', 'build/build.ts'),
    runner('unit', unitReport, vitestOutcome, {}, 'vitest', 'run', '--reporter=json', `--outputFile=${unitReport}`),
    runner('browser', browserReport, playwrightOutcome, { KIOSK_TEST_REPORT: browserReport }, 'playwright', 'test'),
  ];
}

/** A command that counts as one test: it passes when it ends with 0. */
const check = (name: string, program: string, ...args: string[]): TestStep => ({
  name,
  async run() {
    const { code, output } = await execute(program, args, {});
    const isPassed = code === 0;
    return {
      passed: isPassed ? 1 : 0,
      failed: isPassed ? 0 : 1,
      skipped: 0,
      failures: isPassed ? [] : [`${program} ${args.join(' ')}\n${output}`],
      skips: [],
    };
  },
});

/** A test runner, which counts for itself and writes its report as JSON. */
const runner = (
  name: string,
  report: string,
  outcomeOf: (report: unknown) => Outcome,
  env: Record<string, string>,
  program: string,
  ...args: string[]
): TestStep => ({
  name,
  async run() {
    const { code, output } = await execute(program, args, env);
    const text = await readFile(report, 'utf8').catch(() => null);
    const crashed = `${program} ended with ${code}:\n${output}`;
    if (text === null) return { passed: 0, failed: 1, skipped: 0, failures: [crashed], skips: [] };
    const outcome = outcomeOf(JSON.parse(text));
    // A runner that failed without a failed test met something outside any test, such as an unhandled rejection.
    if (code === 0 || outcome.failed > 0) return outcome;
    return { ...outcome, failed: 1, failures: [crashed] };
  },
});

/** The longest output that is kept: what matters stands at the end. */
const keptCharacters = 20_000;

function execute(
  program: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ code: number; output: string }> {
  const binFolder = path.join(projectFolder, 'node_modules/.bin');
  const child = spawn(program, args, {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...env,
      PATH: [binFolder, process.env['PATH']].join(path.delimiter),
      NO_COLOR: '1',
      FORCE_COLOR: '0',
    },
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString('utf8')).slice(-keptCharacters);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: output.trim() }));
  });
}
