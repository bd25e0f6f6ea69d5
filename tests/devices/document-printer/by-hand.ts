import { expect, it } from 'vitest';
import { systemClock } from '../../../main/clock/clock.ts';
import { ippPrinter } from '../../../devices/document-printer/driver.ts';
import type { DocumentPrinter } from '../../../devices/document-printer/document-printer.ts';
import type { Trays } from '../../../devices/document-printer/profile.ts';
import type { Delays } from '../../../devices/document-printer/line.ts';
import { testPage } from '../../../devices/document-printer/test-page.ts';

/** One printer, whoever made it, and what a hand at the printer can do. */
export interface PrinterBench extends At {
  takeOutPaper(): Promise<void>;
  loadPaper(): Promise<void>;
  /** Every document that the printer was given, where that can be seen. */
  received(): Promise<readonly Uint8Array[] | null>;
}

export interface Cable {
  unplug(): Promise<void>;
  plug(): Promise<void>;
}

/** Short where a test waits for it to pass, long where it must not. */
export const quick: Partial<Delays> = { pollMs: 20, jobPollMs: 10, busyPausesMs: [10], graceMs: 60_000 };

/** Where a printer is, and what lies in its trays. */
export interface At {
  readonly url: string;
  readonly ca?: string;
  readonly trays?: Trays;
  /** Instead of the quick ones. */
  readonly delays?: Partial<Delays>;
}

export async function withPrinter<T>(
  at: string | At,
  delays: Partial<Delays>,
  use: (printer: DocumentPrinter) => Promise<T>,
): Promise<T> {
  const where = typeof at === 'string' ? { url: at } : at;
  const printer = ippPrinter({ ...where, clock: systemClock, delays: { ...quick, ...where.delays, ...delays } });
  await printer.start();
  try {
    return await use(printer);
  } finally {
    await printer.stop();
  }
}

const never = new AbortController().signal;

/** What every DocumentPrinter does, run against the simulator, ippeveprinter and a real printer, where its cable can be pulled. */
export function worksByHand(bench: () => PrinterBench, cable?: Cable): void {
  it('is online with paper in the tray', async () => {
    await withPrinter(bench(), {}, async (printer) => {
      expect(printer.status()).toMatchObject({ device: 'online', coverOpen: false });
      expect(['full', 'low']).toContain(printer.status().paper);
    });
  });

  it('prints a page byte for byte and says so only when it is out', async () => {
    const pdf = testPage('conformance');
    await withPrinter(bench(), {}, async (printer) => {
      expect(await printer.print({ pdf, name: 'test', signal: never })).toEqual({ ok: true, value: undefined });
    });
    const received = await bench().received();
    if (received) expect(Buffer.from(received.at(-1)!).equals(Buffer.from(pdf))).toBe(true);
  });

  it('prints two pages one after the other', async () => {
    await withPrinter(bench(), {}, async (printer) => {
      for (const title of ['first', 'second']) {
        expect(await printer.print({ pdf: testPage(title), name: title, signal: never })).toMatchObject({ ok: true });
      }
    });
  });

  it('tells of an empty tray, and goes on when somebody loads paper', async () => {
    await bench().takeOutPaper();
    const problems: (string | null)[] = [];
    await withPrinter(bench(), {}, async (printer) => {
      expect(await printer.refresh()).toMatchObject({ paper: 'out' });
      const printed = await printer.print({
        pdf: testPage('refilled'),
        name: 'test',
        signal: never,
        onProblem(problem) {
          problems.push(problem);
          if (problem === 'paperOut') void bench().loadPaper();
        },
      });
      expect(printed).toMatchObject({ ok: true });
      expect(problems).toContain('paperOut');
      expect(await printer.refresh()).toMatchObject({ paper: 'full' });
    });
  });

  it('gives up on an empty tray and leaves no job behind', async () => {
    await bench().takeOutPaper();
    await withPrinter(bench(), { graceMs: 20 }, async (printer) => {
      expect(await printer.print({ pdf: testPage('never'), name: 'test', signal: never })).toEqual({
        ok: false,
        error: 'paperOut',
      });
      await bench().loadPaper();
      // A job left behind would come out now, and would keep the printer busy.
      expect(await printer.print({ pdf: testPage('next visitor'), name: 'test', signal: never })).toMatchObject({
        ok: true,
      });
    });
  });

  it('calls a job off when the visitor leaves', async () => {
    await bench().takeOutPaper();
    const leave = new AbortController();
    await withPrinter(bench(), {}, async (printer) => {
      const printed = await printer.print({
        pdf: testPage('left'),
        name: 'test',
        signal: leave.signal,
        onProblem: () => leave.abort(),
      });
      expect(printed).toEqual({ ok: false, error: 'cancelled' });
    });
    await bench().loadPaper();
  });

  if (!cable) return;
  it('is lost when its cable is pulled, and prints when it is back', async () => {
    await withPrinter(bench(), {}, async (printer) => {
      const job = { pdf: testPage('cable'), name: 'test', signal: never };
      await cable.unplug();
      expect((await printer.refresh()).device).not.toBe('online');
      expect(await printer.print(job)).toEqual({ ok: false, error: 'offline' });
      await cable.plug();
      expect((await printer.refresh()).device).toBe('online');
      expect(await printer.print(job)).toEqual({ ok: true, value: undefined });
    });
  });
}
