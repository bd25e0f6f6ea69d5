import type { Clock } from '../../main/clock/clock.ts';
import type { Simulator } from '../simulator.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { lineFaults, simulatedLine, type SimulatedLineOptions } from '../transport/simulated-line.ts';
import type { CodeFraming } from './profile.ts';
import { codeMessage, otherFirmwareCode } from './protocol.ts';

/** The scanner takes no commands; this is its own message. */
const commands = ['scan'] as const;

const faults = [
  /** 10 kB of control codes in place of the code. */
  'controlCodes',
  /** It was set to send in another way. */
  'otherFirmware',
] as const;

export interface CodeScannerSimulator extends Simulator {
  /** The scanner sees this code. Resolves when it was sent; throws for a character that a keyboard wedge cannot type. */
  showCode(text: string): Promise<void>;
}

export interface CodeScannerSimulatorOptions extends Pick<
  SimulatedLineOptions,
  'cable' | 'pieceBytes' | 'bytesPerSecond'
> {
  readonly channel: ByteChannel;
  readonly clock: Clock;
  readonly framing: CodeFraming;
}

const CONTROL_CODES = 10_240;
const KEYBOARD_REPORT_BYTES = 8;

/** The other end of the wire: a scanner that sends whatever code is held before it. */
export function codeScannerSimulator(options: CodeScannerSimulatorOptions): CodeScannerSimulator {
  const { framing } = options;
  const line = simulatedLine({
    ...options,
    ...(framing.kind === 'keyboard-wedge' && { pieceBytes: KEYBOARD_REPORT_BYTES }),
    ...(framing.kind === 'hid-pos' && { pieceBytes: framing.reportBytes }),
    commands,
    faults,
    onBytes: () => {},
  });

  function messageFor(text: string): Uint8Array {
    const due = line.reached('scan');
    if (due.includes('otherFirmware')) return otherFirmwareCode(framing, text);
    return codeMessage(framing, due.includes('controlCodes') ? controlCodes() : text);
  }

  return {
    commands,
    faults: [...lineFaults, ...faults],
    start: () => line.start(),
    stop: () => line.stop(),
    showCode: (text) => line.send('scan', messageFor(text)),
    play(step) {
      // Its own faults show in a code only: now is the next one.
      if (line.play(step)) line.play({ ...step, at: 'scan' });
    },
    heal: () => line.heal(),
  };
}

/** All that a keyboard can type with ctrl, but for the two that end a code. */
function controlCodes(): string {
  const codes = Array.from({ length: 26 }, (_, index) => index + 1).filter((code) => code !== 10 && code !== 13);
  return Array.from({ length: CONTROL_CODES }, (_, at) => String.fromCharCode(codes[at % codes.length] ?? 1)).join('');
}
