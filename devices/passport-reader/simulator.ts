import { delay, type Clock } from '../../main/clock/clock.ts';
import type { Simulator } from '../simulator.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { lineFaults, simulatedLine, type SimulatedLineOptions } from '../transport/simulated-line.ts';
import type { ScanFraming } from './profile.ts';
import { otherFirmwareScan, scanMessages, type ScannedThing } from './protocol.ts';
import { blurred, withCheckDigits } from './synthetic-documents.ts';

/** The scanner takes no commands; these are its own messages, as far as its framing has them. */
const commands = ['begin', 'scan', 'end'] as const;

/** What can go wrong on the glass. */
const faults = [
  'blurred',
  /** Of the document's number. */
  'wrongCheckDigit',
  /** Taken away before it was read. */
  'pulled',
  /** It speaks as another model does. */
  'otherFirmware',
] as const;

export interface PassportReaderSimulator extends Simulator {
  /** Lies there until `removeDocument` or the next, and is scanned once. */
  placeDocument(thing: ScannedThing): void;
  /** During a scan: it ends without lines. */
  removeDocument(): void;
}

export interface PassportReaderSimulatorOptions extends Pick<
  SimulatedLineOptions,
  'cable' | 'pieceBytes' | 'bytesPerSecond'
> {
  readonly channel: ByteChannel;
  readonly clock: Clock;
  readonly framing: ScanFraming;
  /** From the first light to the lines. */
  readonly scanMs?: number;
}

/** Typical of readers with a camera. */
const SCAN_MS = 600;
/** A keyboard sends report by report. */
const KEYBOARD_REPORT_BYTES = 8;

/** The other end of the wire: a scanner that reads by itself whatever is laid on it. */
export function passportReaderSimulator(options: PassportReaderSimulatorOptions): PassportReaderSimulator {
  const { clock, framing, scanMs = SCAN_MS } = options;
  let onGlass: ScannedThing | null = null;
  const line = simulatedLine({
    ...options,
    ...(framing.kind === 'keyboard-wedge' && { pieceBytes: KEYBOARD_REPORT_BYTES }),
    commands,
    faults,
    onBytes: () => {},
  });

  async function scan(thing: ScannedThing): Promise<void> {
    const due = line.reached('scan');
    const seen = thing.kind === 'zone' ? { ...thing, lines: linesUnder(due, thing.lines) } : thing;
    const messages = scanMessages(framing, seen);
    await send('begin', messages.begin);
    await delay(clock, scanMs);
    if (due.includes('pulled')) onGlass = null;
    if (due.includes('otherFirmware')) {
      await line.send('scan', otherFirmwareScan(thing.kind === 'zone' ? thing.lines : []));
    } else if (onGlass === thing) await send('scan', messages.scan);
    await send('end', messages.end);
  }

  async function send(command: (typeof commands)[number], bytes: Uint8Array): Promise<void> {
    if (bytes.length > 0) await line.send(command, bytes);
  }

  return {
    commands,
    faults: [...lineFaults, ...faults],
    start: () => line.start(),
    stop: () => line.stop(),
    placeDocument(thing) {
      onGlass = thing;
      void scan(thing);
    },
    removeDocument() {
      onGlass = null;
    },
    play(step) {
      const due = line.play(step);
      if (due === 'pulled') onGlass = null;
      // The others show in a scan only: now is the next one.
      else if (due) line.play({ ...step, at: 'scan' });
    },
    heal: () => line.heal(),
  };
}

function linesUnder(due: readonly string[], lines: readonly string[]): readonly string[] {
  if (due.includes('blurred')) return blurred(lines);
  return due.includes('wrongCheckDigit') ? withCheckDigits(lines, 'documentNumber') : lines;
}
