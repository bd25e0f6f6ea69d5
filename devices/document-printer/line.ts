import type { Clock } from '../../main/clock/clock.ts';
import type { Result } from '../../main/contract/result.ts';
import type { ExchangeError } from './ipp-client.ts';
import type { Target } from './operations.ts';
import type { PrinterProblem } from './printer-state.ts';
import type { IppMessage } from './protocol.ts';

/** One printer, as the parts of the driver talk to it. */
export interface Line {
  readonly clock: Clock;
  readonly delays: Delays;
  ask(make: (target: Target) => IppMessage, limitMs?: number): Promise<Result<IppMessage, ExchangeError>>;
  /** Asks what keeps the printer from printing; the driver's status follows the answer. */
  problem(): Promise<Result<PrinterProblem | null, ExchangeError>>;
}

/** Every wait of the driver. */
export interface Delays {
  /** How often the status is asked for while nothing prints. */
  readonly pollMs: number;
  /** A printer that wakes from sleep takes some seconds to answer the first question. */
  readonly answerMs: number;
  /** For handing over the document: the printer answers after it has taken all of it. */
  readonly handOverMs: number;
  /** How often a job and the printer are looked at while it prints: the visitor stands before it. */
  readonly jobPollMs: number;
  /** Pauses between attempts while the printer is busy with another job; the last one repeats. */
  readonly busyPausesMs: readonly number[];
  /** How long another job may keep us waiting. */
  readonly busyLimitMs: number;
  /** A technician or an officer in the hall can refill the tray or clear a jam in this time; then the job is cancelled. */
  readonly graceMs: number;
  /** One page takes some 10 s, with warm-up 40 s; a job that is not over by now never will be. */
  readonly jobLimitMs: number;
  /** How long a printer may be out of reach (a switch restarts) before its job counts as not confirmed. */
  readonly lostLimitMs: number;
  /** How long a cancelled job may take to be over. */
  readonly cancelLimitMs: number;
}

export const documentPrinterDelays: Delays = {
  pollMs: 5_000,
  answerMs: 5_000,
  handOverMs: 30_000,
  jobPollMs: 500,
  busyPausesMs: [500, 1_000, 2_000, 4_000],
  busyLimitMs: 30_000,
  graceMs: 30_000,
  jobLimitMs: 120_000,
  lostLimitMs: 15_000,
  cancelLimitMs: 10_000,
};
