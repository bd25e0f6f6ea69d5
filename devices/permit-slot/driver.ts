import type { Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import { deviceWatch } from '../device-watch.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { reconnectingChannel } from '../transport/reconnecting-channel.ts';
import { takeCardIn } from './card-acceptance.ts';
import { readChip } from './chip-reading.ts';
import { writeLines, type WritingDelays } from './endorsement-writing.ts';
import { crtLink, type LinkDelays } from './link.ts';
import type { PermitRewriter, PermitSlot, PermitSlotError, PermitSlotStatus } from './permit-slot.ts';
import { crtModelOf, type CrtCommand, type PermitSlotProfile, type RewriterEntry } from './profile.ts';
import { askSlot, moveCard, toError, type Movement, type QuestionFault, type Whereabouts } from './slot-question.ts';

export interface PermitSlotDelays extends LinkDelays, WritingDelays {
  /** How long a visitor may look for the card. */
  readonly insertTimeoutMs: number;
  /** Between two looks at the gate: a card is drawn in within a second, and the screen follows it. */
  readonly pollMs: number;
  /** While nothing moves: a dead slot must be known before a visitor chooses a service that needs it. */
  readonly heartbeatMs: number;
  /** Before a lost or silent line is opened again. */
  readonly reopenAfterMs: number;
}

export const permitSlotDelays: PermitSlotDelays = {
  acknowledgeTimeoutMs: 300,
  answerTimeoutMs: 1000,
  movementTimeoutMs: 6000,
  chipTimeoutMs: 3000,
  writeTimeoutMs: 60_000,
  writePollMs: 500,
  quietMs: 50,
  insertTimeoutMs: 60_000,
  pollMs: 250,
  heartbeatMs: 5000,
  reopenAfterMs: 2000,
};

export interface CrtPermitSlot extends PermitSlot {
  /** For the technician: what the machine calls itself, and how many broken frames came since the start. */
  selfTest(): Promise<Result<{ version: string; badFrames: number }, PermitSlotError>>;
}

/**
 * A motor slot of the CRT family. It never moves a card by itself: one that is found inside at the start, or after a
 * power cut, is told as `media: present` and stays there until the session decides.
 */
export function crtPermitSlot(options: {
  channel: ByteChannel;
  clock: Clock;
  profile: PermitSlotProfile;
  delays?: Partial<PermitSlotDelays>;
}): CrtPermitSlot {
  const { clock, profile } = options;
  const delays = { ...permitSlotDelays, ...options.delays };
  const model = crtModelOf(profile);
  const wantedVersion = profile.version === undefined ? model.version : profile.version;
  const connection = reconnectingChannel({ ...options, reopenAfterMs: delays.reopenAfterMs });
  const link = crtLink(connection, clock, profile, delays);
  /** `new`: not asked yet who it is. `jammed` ends when the machine's own init goes well. */
  let state: 'new' | 'wrongFirmware' | 'jammed' | 'ready' = 'new';
  let isMoving = false;

  const unknown: Omit<PermitSlotStatus, 'device' | 'reason'> = { media: 'unknown', captureBin: 'unknown' };
  const watch = deviceWatch({ connection, clock, heartbeatMs: delays.heartbeatMs, unknown, check });
  connection.onStateChanged(() => (state = 'new'));

  /** Keeps the status true to an answer. */
  async function note(result: Result<Whereabouts, QuestionFault>, isEntering = false): Promise<void> {
    const { captureBin } = watch.status();
    if (result.ok) {
      // After a fault the machine's own init must go well before it counts as well.
      if (state !== 'ready') return;
      const { position } = result.value;
      const media = position === 'none' ? 'notPresent' : isEntering && position === 'atGate' ? 'entering' : 'present';
      return watch.set({ device: 'online', media, captureBin: result.value.captureBin });
    }
    switch (result.error) {
      case 'offline':
      case 'lost':
        return watch.silent();
      case 'cardJammed':
        state = 'jammed';
        return watch.set({ device: 'hardwareError', media: 'jammed', captureBin });
      case 'slotFault':
      case 'needsInit':
        state = 'new';
        return watch.set({ device: 'hardwareError', media: 'unknown', captureBin });
      // What a visitor did: the machine is well, and the next status tells where the card is.
      case 'notInserted':
      case 'cardRemoved':
      case 'cardNotAccepted':
      case 'noCard':
      case 'captureBinFull':
      // Of the card, too.
      case 'chipFault':
    }
  }

  async function ask(command: CrtCommand, isEntering = false): Promise<Result<Whereabouts, QuestionFault>> {
    const answer = await askSlot(link, model, command);
    await note(answer, isEntering);
    return answer;
  }

  async function check(): Promise<void> {
    if (isMoving) return;
    if (state === 'new' || state === 'wrongFirmware') {
      if (!(await isExpectedModel())) return;
    }
    if (state !== 'ready') {
      const begun = await askSlot(link, model, 'init');
      if (begun.ok) state = 'ready';
      else return note(begun);
    }
    await ask('status');
  }

  async function isExpectedModel(): Promise<boolean> {
    const told = await askSlot(link, model, 'version');
    if (!told.ok && toError(told.error) === 'offline') {
      await note(told);
      return false;
    }
    // A model without the command says so; any other error says nothing of who it is.
    const isOther = told.ok ? !told.value.data.startsWith(wantedVersion ?? '') : told.error === 'slotFault';
    if (wantedVersion === null || !isOther) return true;
    state = 'wrongFirmware';
    watch.set({ ...unknown, device: 'hardwareError', reason: 'wrongFirmware' });
    return false;
  }

  function notReady(): 'offline' | 'slotFault' | null {
    if (!watch.stopped || !connection.isOpen) return 'offline';
    return state === 'wrongFirmware' ? 'slotFault' : null;
  }

  async function alone<T, E>(
    work: (stopped: AbortSignal) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | 'offline' | 'slotFault'>> {
    const trouble = notReady();
    const { stopped } = watch;
    if (trouble || !stopped) return err(trouble ?? 'offline');
    if (isMoving) throw new Error('the slot is moving a card already');
    isMoving = true;
    return work(stopped).finally(() => (isMoving = false));
  }

  /** A movement that has begun is finished: half a card in the gate helps nobody. */
  function move(movement: Movement, signal: AbortSignal): Promise<Result<void, PermitSlotError>> {
    return alone<void, PermitSlotError>(async () => {
      if (signal.aborted) return err('cancelled');
      const moved = await moveCard(link, model, movement);
      await note(moved);
      if (moved.ok) return ok(undefined);
      if (connection.isOpen) await ask('status');
      return moved;
    });
  }

  const rewriterOf = (entry: RewriterEntry): PermitRewriter => ({
    readPermit: (signal) => alone(() => readChip({ ask: askReady, entry, today: clock.wallTime(), signal })),
    writeEndorsement: (lines, signal) =>
      alone(async (stopped) =>
        signal.aborted ? err('cancelled') : writeLines(lines, { ask: askReady, clock, delays, entry, model, stopped }),
      ),
  });

  /**
   * For chip and writer. A machine that lost its power wants its init first. What is lost once need not mean a dead
   * line: the next question tells.
   */
  async function askReady(command: CrtCommand, data?: Uint8Array): Promise<Result<Whereabouts, QuestionFault>> {
    let answer = await askSlot(link, model, command, data);
    if (!answer.ok && answer.error === 'needsInit') {
      await askSlot(link, model, 'init');
      answer = await askSlot(link, model, command, data);
    }
    if (answer.ok || answer.error !== 'lost') await note(answer);
    return answer;
  }

  return {
    rewriter: profile.rewriter ? rewriterOf(profile.rewriter) : null,
    start: watch.start,
    stop: watch.stop,
    status: watch.status,
    onStatusChanged: watch.onStatusChanged,
    acceptCard({ signal, onPhase = () => {} }) {
      return alone<void, PermitSlotError>(async (stopped) => {
        if (signal.aborted) return err('cancelled');
        onPhase('waiting');
        return takeCardIn({
          clock,
          ...delays,
          signal: AbortSignal.any([signal, stopped]),
          ask: (command) => ask(command, true),
          onEntering: () => onPhase('entering'),
        });
      });
    },
    holdCard: (signal) => move('hold', signal),
    ejectCard: (signal) => move('eject', signal),
    captureCard: (signal) => move('capture', signal),
    async cardPosition() {
      const trouble = notReady();
      if (trouble) return err(trouble);
      const now = await ask('status', isMoving);
      return now.ok ? ok(now.value.position) : err(toError(now.error));
    },
    async selfTest() {
      const trouble = notReady();
      if (trouble) return err(trouble);
      const told = await ask('version');
      return told.ok ? ok({ version: told.value.data, badFrames: link.badFrames }) : err(toError(told.error));
    },
  };
}
