import { expect, test } from 'vitest';
import { isGood, playwrightOutcome, summaryLine, vitestOutcome, type Outcome } from '../../build/test-reports.ts';

const unit = (name: string, status: string): object => ({
  fullName: name,
  status,
  failureMessages: status === 'failed' ? ['why'] : [],
});

test("vitest's report: passed, failed, skipped, and a file that could not be loaded", () => {
  const outcome = vitestOutcome({
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        message: '',
        assertionResults: [
          unit('one', 'passed'),
          unit('two', 'failed'),
          unit('three', 'pending'),
          unit('four', 'todo'),
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    ],
  });
  expect(outcome).toEqual({
    passed: 1,
    failed: 2,
    skipped: 2,
    failures: ['a.test.ts\ntwo\nwhy', 'b.test.ts\nno such module'],
    skips: ['three', 'four'],
  });
});

const browser = (status: string): object => ({
  title: status,
  file: 'a.spec.ts',
  tests: [
    {
      projectName: 'portrait',
      status,
      annotations: status === 'skipped' ? [{ type: 'skip', description: 'no Electron' }] : [],
      results: [{ errors: status === 'unexpected' ? [{ message: 'why' }] : [] }],
    },
  ],
});

test("Playwright's report: suites inside suites, a test that passes only sometimes, an error outside any test", () => {
  const outcome = playwrightOutcome({
    suites: [
      {
        title: 'a',
        specs: [browser('expected')],
        suites: [{ title: 'b', specs: ['unexpected', 'flaky', 'skipped'].map(browser) }],
      },
    ],
    errors: [{ message: 'the browser did not start' }],
  });
  expect(outcome).toMatchObject({
    passed: 1,
    failed: 3,
    skipped: 1,
    skips: ['a.spec.ts [portrait] skipped: no Electron'],
  });
  expect(outcome.failures).toEqual([
    'a.spec.ts [portrait] unexpected\nwhy',
    'a.spec.ts [portrait] flaky\n',
    'the browser did not start',
  ]);
});

const outcome = (passed: number, failed: number, skipped = 0): Outcome => ({
  passed,
  failed,
  skipped,
  failures: [],
  skips: [],
});

test('the last line adds up, and only a run in which something passed is good', () => {
  expect(summaryLine([outcome(2, 0, 1), outcome(3, 1)])).toBe('5 passed, 1 failed, 1 skipped');
  expect(isGood([outcome(2, 0), outcome(3, 1)])).toBe(false);
  expect(isGood([outcome(0, 0, 5)])).toBe(false);
  expect(isGood([])).toBe(false);
  expect(isGood([outcome(1, 0), outcome(0, 0, 1)])).toBe(true);
});
