import type { IdCard } from '../../devices/id-card-reader/id-card-reader.ts';
import { deviceWorks } from '../catalogue/service-view.ts';
import { delay } from '../clock/clock.ts';
import type { DeviceName } from '../contract/device-status.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { Result } from '../contract/result.ts';
import type { MrzField } from '../contract/travel-document.ts';
import { identityCodeSchema } from '../gateway/messages.ts';
import type { CardFacts, ReadPhase } from '../journey/journey-state.ts';
import { cardProblems, codeProblems, fingerProblems, passportProblems } from './problem-codes.ts';
import type { Work } from './work.ts';

/** What a visitor lays, shows or puts on a device: asked for until it gives something, each failure told. */

export async function readCard(work: Work): Promise<void> {
  const reader = fitted(work.ports.idCardReader);
  const { ports, signal, tell } = work;
  const failed = (problem: ProblemCode): void => tell({ type: 'cardProblem', problem });
  await untilGiven(work, {
    device: 'idCardReader',
    ask: () => reader.readCard({ signal, onPhase: phaseTeller(work) }),
    given: (card) => tell({ type: 'cardRead', card: factsOf(card, ports.today()) }),
    failed(error) {
      tell({ type: 'readPhase', phase: 'waiting' });
      if (error !== 'cancelled') failed(cardProblems[error]);
      return error === 'offline';
    },
    async guide() {
      const present = await reader.isCardPresent();
      if (present.ok) failed(present.value ? 'card-removed' : 'card-not-placed');
    },
  });
}

export async function scanDocument(work: Work): Promise<void> {
  const scanner = fitted(work.ports.passportReader);
  const { signal, tell } = work;
  const failed = (problem: ProblemCode, wrongFields: readonly MrzField[] = []): void =>
    tell({ type: 'documentProblem', problem, wrongFields });
  await untilGiven(work, {
    device: 'passportReader',
    ask: () => scanner.readDocument({ signal, onPhase: phaseTeller(work) }),
    given: (document) => tell({ type: 'documentRead', document }),
    failed(error) {
      tell({ type: 'readPhase', phase: 'waiting' });
      if (error.code !== 'cancelled')
        failed(passportProblems[error.code], error.code === 'checkDigit' ? error.fields : []);
      return error.code === 'offline';
    },
    guide: async () => failed(scanner.status().media === 'present' ? 'passport-removed' : 'passport-not-placed'),
  });
}

/** A code that is none is read and forgotten; the scanner goes on waiting. */
export async function scanCode(work: Work): Promise<void> {
  const scanner = fitted(work.ports.codeScanner);
  const { signal, tell } = work;
  const failed = (problem: ProblemCode): void => tell({ type: 'codeProblem', problem });
  await untilGiven(work, {
    device: 'codeScanner',
    async ask() {
      const scanned = await scanner.scanCode({ signal });
      const usable = !scanned.ok || identityCodeSchema.safeParse(scanned.value).success;
      return usable ? scanned : ({ ok: false, error: 'unusable' } as const);
    },
    given: (code) => tell({ type: 'codeRead', code }),
    failed(error) {
      if (error !== 'cancelled') failed(codeProblems[error]);
      return error === 'offline';
    },
    guide: async () => failed('code-not-shown'),
  });
}

export async function captureFinger(work: Work): Promise<void> {
  const reader = fitted(work.ports.fingerprintReader);
  const { signal, tell } = work;
  const failed = (problem: ProblemCode): void => tell({ type: 'fingerProblem', problem });
  await untilGiven(work, {
    device: 'fingerprintReader',
    ask: () => reader.captureFinger({ signal, onGuidance: (guidance) => tell({ type: 'fingerGuidance', guidance }) }),
    given: (finger) => tell({ type: 'fingerTaken', finger }),
    // Nobody waits for them any more: they are nobody's.
    unwanted: ({ features }) => void features.fill(0),
    failed(error) {
      if (error !== 'cancelled') failed(fingerProblems[error]);
      return error === 'offline';
    },
    guide: async () => failed('finger-not-placed'),
  });
}

interface Reading<Value, Fault> {
  readonly device: DeviceName;
  ask(): Promise<Result<Value, Fault>>;
  given(value: Value): void;
  unwanted?(value: Value): void;
  /** Tells the visitor; true when the device itself was lost. */
  failed(fault: Fault): boolean;
  /** Asks the hardware where things lie now that it is back, and tells the visitor what to do from there. */
  guide(): Promise<void>;
}

export async function untilGiven<Value, Fault>(work: Work, reading: Reading<Value, Fault>): Promise<void> {
  const { ports, signal } = work;
  while (!signal.aborted) {
    const answer = await reading.ask();
    if (answer.ok) return signal.aborted ? reading.unwanted?.(answer.value) : reading.given(answer.value);
    if (signal.aborted) return;
    const lost = reading.failed(answer.error);
    await delay(ports.clock, ports.delays.readRetryMs, signal);
    if (!lost) continue;
    while (!signal.aborted && !deviceWorks(reading.device, ports.capabilities()))
      await delay(ports.clock, ports.delays.readRetryMs, signal);
    if (!signal.aborted) await reading.guide();
  }
}

export const phaseTeller =
  ({ tell }: Work) =>
  (phase: ReadPhase): void =>
    tell({ type: 'readPhase', phase });

/** What of a card the journey needs. */
function factsOf(card: IdCard, today: string): CardFacts {
  const { layout, name, number, validUntil, sex, birthDate } = card;
  const lives = layout === 'resident' ? (card.newestAddress ?? card.address) : layout === 'hmt' ? card.address : null;
  return {
    layout,
    name,
    number,
    sex,
    birthDate,
    expired: validUntil !== null && validUntil < today,
    address: lives,
    nationality: layout === 'foreign2017' || layout === 'foreign2023' ? card.nationality : 'CHN',
  };
}

/** A way that needs a device is offered only where there is one. */
export function fitted<T>(device: T | null): T {
  if (!device) throw new Error('a device was asked for that this kiosk does not have');
  return device;
}
