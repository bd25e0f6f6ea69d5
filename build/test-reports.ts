import { z } from 'zod';

/** What one step of the tests came to. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** For each failed test, its name and what went wrong. */
  readonly failures: readonly string[];
  /** For each skipped test, its name and why. */
  readonly skips: readonly string[];
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

/** Reads what `vitest --reporter=json` wrote. A file that could not even be loaded counts as one failed test. */
export function vitestOutcome(report: unknown): Outcome {
  const files = vitestReport.parse(report).testResults;
  const tests = files.flatMap((file) => file.assertionResults.map((test) => ({ ...test, file: file.name })));
  const failed = tests.filter(({ status }) => status === 'failed');
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: failed.length + broken.length,
    skipped: skipped.length,
    failures: [
      ...failed.map(
        ({ file, fullName, failureMessages }) => `${file}\n${fullName}\n${failureMessages?.join('\n') ?? ''}`,
      ),
      ...broken.map(({ name, message }) => `${name}\n${message}`),
    ],
    skips: skipped.map(({ fullName }) => fullName),
  };
}

interface Suite {
  readonly title: string;
  readonly specs: readonly Spec[];
  readonly suites?: readonly Suite[] | undefined;
}
interface Spec {
  readonly title: string;
  readonly file: string;
  readonly tests: readonly BrowserTest[];
}
const browserTest = z.object({
  projectName: z.string(),
  status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
  annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })),
  results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) })),
});
type BrowserTest = z.infer<typeof browserTest>;
const suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    title: z.string(),
    specs: z.array(z.object({ title: z.string(), file: z.string(), tests: z.array(browserTest) })),
    suites: z.array(suite).optional(),
  }),
);
const playwrightReport = z.object({
  suites: z.array(suite),
  errors: z.array(z.object({ message: z.string().optional() })),
});

/** Reads what Playwright's JSON reporter wrote. A test that passes only sometimes has failed. */
export function playwrightOutcome(report: unknown): Outcome {
  const { suites, errors } = playwrightReport.parse(report);
  const specs = suites.flatMap(specsOf);
  const tests = specs.flatMap((spec) => spec.tests.map((test) => ({ ...test, name: nameOf(spec, test) })));
  const failed = tests.filter(({ status }) => status === 'unexpected' || status === 'flaky');
  const skipped = tests.filter(({ status }) => status === 'skipped');
  return {
    passed: tests.filter(({ status }) => status === 'expected').length,
    failed: failed.length + errors.length,
    skipped: skipped.length,
    failures: [
      ...failed.map(({ name, results }) => `${name}\n${results.flatMap(messagesOf).join('\n')}`),
      ...errors.map(({ message }) => message ?? 'an error without a message'),
    ],
    skips: skipped.map(({ name, annotations }) => `${name}: ${annotations[0]?.description ?? 'no reason given'}`),
  };
}

const specsOf = (parent: Suite): Spec[] => [...parent.specs, ...(parent.suites ?? []).flatMap(specsOf)];
const nameOf = (spec: Spec, test: BrowserTest): string => `${spec.file} [${test.projectName}] ${spec.title}`;
const messagesOf = (result: BrowserTest['results'][number]): string[] =>
  result.errors.map(({ message }) => message ?? '');

/** The last line of all: the only one that a counter needs to read. */
export function summaryLine(outcomes: readonly Outcome[]): string {
  const sum = (key: 'passed' | 'failed' | 'skipped'): number => outcomes.reduce((total, one) => total + one[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`;
}

/** A run in which nothing passed has proved nothing. */
export const isGood = (outcomes: readonly Outcome[]): boolean =>
  outcomes.every(({ failed }) => failed === 0) && outcomes.some(({ passed }) => passed > 0);
