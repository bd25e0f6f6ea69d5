import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerFaults, type AnswerFault } from '../../../devices/document-printer/answer-fault.ts';
import { documentPrintErrors } from '../../../devices/document-printer/document-printer.ts';
import type { DocumentPrintError } from '../../../devices/document-printer/document-printer.ts';
import type { Delays } from '../../../devices/document-printer/line.ts';
import { documentPrinterSimulator } from '../../../devices/document-printer/simulator.ts';
import type { DocumentPrinterFault } from '../../../devices/document-printer/printer-fault.ts';
import type { DocumentPrinterSimulator } from '../../../devices/document-printer/simulator.ts';
import { testPage } from '../../../devices/document-printer/test-page.ts';
import { withPrinter } from './by-hand.ts';

const never = new AbortController().signal;
const pdf = testPage('fault');
/** For what happens by itself; never reached when all is well. */
const patience = { timeout: 15_000 };

let simulator: DocumentPrinterSimulator;
beforeEach(async () => {
  simulator = documentPrinterSimulator({ port: 0 });
  await simulator.start();
});
afterEach(() => simulator.stop());

/** Each wait as short as a wait that has to pass can be. */
const hurried: Partial<Delays> = { graceMs: 20, busyLimitMs: 20, lostLimitMs: 20, cancelLimitMs: 20 };

/** How each error comes about. Compiles only as long as it walks the whole union. */
const causes: Record<DocumentPrintError, { fault: DocumentPrinterFault; when?: 'now' | 'midJob'; leave?: boolean }> = {
  offline: { fault: 'unreachable' },
  paperOut: { fault: 'paperOut', when: 'midJob' },
  paperJam: { fault: 'paperJam', when: 'midJob' },
  coverOpen: { fault: 'coverOpen', when: 'midJob' },
  tonerOut: { fault: 'tonerOut', when: 'midJob' },
  busy: { fault: 'busy' },
  printerFault: { fault: 'abortJob' },
  notConfirmed: { fault: 'neverEnds' },
  cancelled: { fault: 'paperOut', leave: true },
};

describe('the simulated printer can cause every print error', () => {
  it.each(documentPrintErrors)('%s', async (error) => {
    const { fault, when, leave } = causes[error];
    const visitor = new AbortController();
    await simulator.setFault(fault, when);
    // Only the job that never ends may run into the last limit of all.
    const jobLimitMs = fault === 'neverEnds' ? 50 : 60_000;
    await withPrinter(simulator.url, { ...hurried, jobLimitMs }, async (printer) => {
      const job = { pdf, name: 'test', signal: visitor.signal, onProblem: () => leave && visitor.abort() };
      expect(await printer.print(job)).toEqual({ ok: false, error });
    });
    expect(simulator.hasOpenJob).toBe(false);
    await simulator.setFault('none');
    expect(simulator.printed).toEqual([]);
  });

  it.each([
    ['paperOut', 'paperOut'],
    ['paperJam', 'paperJam'],
    ['coverOpen', 'coverOpen'],
    ['tonerOut', 'tonerOut'],
    ['fuserTooHot', 'printerFault'],
    ['http500', 'printerFault'],
    ['garbageAnswer', 'printerFault'],
    ['silence', 'notConfirmed'],
  ] as const)('%s before the job is %s', async (fault, error) => {
    await simulator.setFault(fault);
    await withPrinter(simulator.url, { ...hurried, answerMs: 100, handOverMs: 100 }, async (printer) => {
      expect(await printer.print({ pdf, name: 'test', signal: never })).toEqual({ ok: false, error });
    });
  });
});

/** What the next visitor gets when one answer was spoilt: never two pages for one job. */
const scenarios: Record<AnswerFault, Partial<Record<'print' | 'job' | 'status', DocumentPrintError | null>>> = {
  // A page may be printed before anybody asks how the printer is.
  unplug: { print: 'notConfirmed', job: 'notConfirmed' },
  silent: { print: null, job: null, status: null },
  cutShort: { print: null, job: null, status: null },
  // The very last byte of an answer ends its attributes.
  wrongChecksum: { print: null, job: null, status: null },
  junkBefore: { print: null, job: null, status: null },
  babble: { print: null, job: null, status: null },
  oneByteChunks: { print: null, job: null, status: null },
};

describe('an answer that is spoilt once', () => {
  const cases = answerFaults.flatMap((fault) =>
    Object.entries(scenarios[fault]).map(([command, error]) => ({ fault, command, error })),
  );
  it.each(cases)('$fault at $command: $error', async ({ fault, command, error }) => {
    await withPrinter(
      simulator.url,
      { ...hurried, answerMs: 300, handOverMs: 300, lostLimitMs: 5000 },
      async (printer) => {
        simulator.play({ at: fault === 'unplug' ? `${command}:byte:9` : command, fault, times: 1 });
        const limit = fault === 'unplug' ? AbortSignal.timeout(500) : never;
        const result = await printer.print({ pdf, name: 'test', signal: limit });
        if (error === null) expect(result).toEqual({ ok: true, value: undefined });
        else expect(result.ok).toBe(false);
        simulator.heal();
        await expect.poll(() => printer.status().device, patience).toBe('online');
        await expect.poll(() => simulator.hasOpenJob, patience).toBe(false);
      },
    );
    expect(simulator.printed.length).toBeLessThanOrEqual(1);
  });

  it('has a name, and so has the moment', () => {
    expect(() => simulator.play({ at: 'print', fault: 'paperEaten' })).toThrow('no fault here');
    expect(() => simulator.play({ at: 'fax', fault: 'silent' })).toThrow('no point of a scenario');
    for (const fault of simulator.faults) simulator.play({ at: 'cancel', fault, times: 1 });
    simulator.heal();
  });
});

describe('a printer that goes away', () => {
  it('in the middle of a job leaves it unconfirmed, and the job is cancelled when the printer is back', async () => {
    await simulator.setFault('unreachable', 'midJob');
    await withPrinter(simulator.url, hurried, async (printer) => {
      expect(await printer.print({ pdf, name: 'last visitor', signal: never })).toEqual({
        ok: false,
        error: 'notConfirmed',
      });
      expect(simulator.hasOpenJob).toBe(true);
      await simulator.setFault('neverEnds');
      await expect.poll(() => simulator.hasOpenJob, patience).toBe(false);
    });
    await simulator.setFault('none');
    expect(simulator.printed).toEqual([]);
  });

  it('for a moment in the middle of a job does not lose it', async () => {
    await simulator.setFault('unreachable', 'midJob');
    await withPrinter(simulator.url, {}, async (printer) => {
      const back = printer.onStatusChanged(({ device }) => {
        if (device === 'offline') void simulator.setFault('none');
      });
      const printed = printer.print({ pdf, name: 'test', signal: never });
      expect(await printed).toMatchObject({ ok: true });
      back();
    });
    expect(simulator.printed).toHaveLength(1);
  });

  it('is offline, and online again when it is back', async () => {
    await withPrinter(simulator.url, {}, async (printer) => {
      const states: string[] = [];
      printer.onStatusChanged(({ device }) => states.push(device));
      await simulator.setFault('unreachable');
      await expect.poll(() => states, patience).toEqual(['offline']);
      await simulator.setFault('none');
      await expect.poll(() => states, patience).toEqual(['offline', 'online']);
    });
  });

  it('before the kiosk was restarted: its old job is cancelled at the start', async () => {
    await simulator.setFault('unreachable', 'midJob');
    await withPrinter(simulator.url, hurried, async (printer) => {
      expect(await printer.print({ pdf, name: 'before the restart', signal: never })).toMatchObject({ ok: false });
    });
    await simulator.setFault('neverEnds');
    expect(simulator.hasOpenJob).toBe(true);
    await withPrinter(simulator.url, {}, () => Promise.resolve());
    expect(simulator.hasOpenJob).toBe(false);
  });
});

describe('a printer in use', () => {
  it('that is busy twice takes the job the third time', async () => {
    simulator.beBusy(2);
    await withPrinter(simulator.url, {}, async (printer) => {
      expect(await printer.print({ pdf, name: 'test', signal: never })).toMatchObject({ ok: true });
    });
    expect(simulator.printed).toHaveLength(1);
  });

  it('refuses a second print while one is under way', async () => {
    await withPrinter(simulator.url, {}, async (printer) => {
      const first = printer.print({ pdf, name: 'first', signal: never });
      expect(await printer.print({ pdf, name: 'second', signal: never })).toEqual({ ok: false, error: 'busy' });
      expect(await first).toMatchObject({ ok: true });
    });
  });

  it('prints once when its answer is lost', async () => {
    await simulator.setFault('answerLost');
    await withPrinter(simulator.url, {}, async (printer) => {
      expect(await printer.print({ pdf, name: 'test', signal: never })).toMatchObject({ ok: true });
    });
    expect(simulator.printed).toHaveLength(1);
  });

  it('ends a print when the kiosk stops, without leaving paper for the next visitor', async () => {
    await simulator.setFault('paperOut');
    const outcome: unknown[] = [];
    await withPrinter(simulator.url, {}, async (printer) => {
      await new Promise((resolve) => {
        void printer.print({ pdf, name: 'test', signal: never, onProblem: resolve }).then((end) => outcome.push(end));
      });
    });
    expect(outcome).toEqual([{ ok: false, error: 'cancelled' }]);
    expect(simulator.hasOpenJob).toBe(false);
  });

  it('says low paper and low toner without refusing to print', async () => {
    simulator.setSupplies({ paperLow: true, tonerLow: true });
    await withPrinter(simulator.url, {}, async (printer) => {
      expect(printer.status()).toMatchObject({ device: 'online', paper: 'low', toner: 'low' });
      expect(await printer.print({ pdf, name: 'test', signal: never })).toMatchObject({ ok: true });
    });
  });
});
