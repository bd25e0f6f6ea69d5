import type { Clock } from '../../main/clock/clock.ts';
import type { Simulator } from '../simulator.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { lineFaults, simulatedLine } from '../transport/simulated-line.ts';
import { type Command, createCommandReader, isRealTime } from './command.ts';
import { cableOf, type SimulatedCable } from './simulated-cable.ts';
import { isPrinterFault, printerFaults, type SimulatedFault } from './simulated-fault.ts';
import { simulatedMechanism } from './simulated-mechanism.ts';
import {
  encodeAutomatic,
  encodeFullStatus,
  encodePaperStatus,
  encodeRealTime,
  realTimeQuestions,
} from './status-bytes.ts';
import type { Ticket, TicketLine } from './ticket.ts';

export interface ReceiptPrinterSimulator extends Simulator {
  readonly fault: SimulatedFault;
  /** `none` is a visit of the technician: new roll, cover shut, loose paper torn off. */
  setFault(fault: SimulatedFault): void;
  /** The fault comes when this many more lines have been printed. */
  setFaultAfterLines(fault: SimulatedFault, lines: number): void;
  /** What was cut off, oldest first. */
  readonly tickets: readonly Ticket[];
  /** What came out and was not cut. */
  readonly hanging: readonly TicketLine[];
  /** What waits in the presenter's mouth, until it is taken. */
  readonly presented: Ticket | null;
  /** What was pulled back, because nobody took it. */
  readonly retracted: readonly Ticket[];
  takeTicket(): void;
}

/**
 * `status`: the four kinds of DLE EOT and FULL STATUS · `push`: ASB and automatic FULL STATUS · `print`: a line ·
 * `confirm`: GS r and GS ( H · `clear`: DLE DC4 · `identify`: GS I
 */
const commands = ['status', 'push', 'print', 'cut', 'present', 'retract', 'confirm', 'clear', 'identify'] as const;
type CommandName = (typeof commands)[number];

/** Of the size of real ones; more is lost, as with a host that ignores flow control. */
const receiveBufferCommands = 20_000;

export interface ReceiptPrinterSimulatorOptions {
  readonly channel: ByteChannel;
  readonly clock: Clock;
  readonly cable?: SimulatedCable;
  /** The time that a line takes; 0: none. */
  readonly lineMs?: number;
  /** Cheap models never push their status. */
  readonly pushesStatus?: boolean;
  /** A presenter that keeps a ticket until it is taken, as Custom's, with FULL STATUS. */
  readonly presenter?: boolean;
  /** The answer to GS I 1. */
  readonly modelId?: number;
  /** An error outlives its cause until DLE ENQ, as on most real printers. */
  readonly latchesErrors?: boolean;
  /** Takes as long as a real line: 11520 for 115200 8N1. */
  readonly bytesPerSecond?: number;
}

/**
 * The other end of the wire: a printer that takes ESC/POS bytes as they come, answers status at once, works off its
 * buffer line by line and stops where a real one stops.
 */
export function receiptPrinterSimulator(options: ReceiptPrinterSimulatorOptions): ReceiptPrinterSimulator {
  const { channel, clock, lineMs = 0, pushesStatus = true, presenter = false, modelId = 0x20 } = options;
  const mechanism = simulatedMechanism({ presenter, latchesErrors: options.latchesErrors ?? false });
  const cable = cableOf(options.cable);
  const line = simulatedLine({
    channel,
    clock,
    commands,
    faults: printerFaults,
    onBytes: receive,
    cable,
    ...(options.bytesPerSecond !== undefined && { bytesPerSecond: options.bytesPerSecond }),
  });
  let faultLater: { readonly fault: SimulatedFault; readonly atLine: number } | null = null;
  let readCommands = createCommandReader();
  let waiting: Command[] = [];
  let statusMask = 0;
  let lastPushed = '';
  let lineUnderWay = false;

  const mute = (): boolean => mechanism.fault === 'switchedOff' || cable.isOut();
  function send(command: CommandName, bytes: Iterable<number>): void {
    if (!mute()) void line.send(command, Uint8Array.from(bytes));
  }
  /** Faults of a scenario that are due with this command. */
  function reach(command: CommandName): void {
    for (const fault of line.reached(command)) if (isPrinterFault(fault)) setFault(fault);
  }

  function pushStatus(always = false): void {
    const status = presenter ? encodeFullStatus(mechanism.condition()) : encodeAutomatic(mechanism.condition());
    const isNews = status.join() !== lastPushed;
    lastPushed = status.join();
    if (statusMask !== 0 && (always || isNews)) send('push', status);
  }

  function receive(bytes: Uint8Array): void {
    if (mute()) return;
    for (const command of readCommands(bytes)) {
      if (isRealTime(command)) doAtOnce(command);
      else if (waiting.length < receiveBufferCommands) waiting.push(command);
    }
    workOff();
  }

  function doAtOnce(command: Command): void {
    if (command.kind === 'realTimeStatus') {
      reach('status');
      const answer = statusAnswer(command.n);
      // Without the fixed bits, as another protocol or another speed would have it.
      const seen = mechanism.fault === 'otherProtocol' ? answer.map((byte) => byte ^ 0x92) : answer;
      if (seen.length > 0) send('status', seen);
    } else if (command.kind === 'clearBuffers') {
      reach('clear');
      forgetJob();
      if (command.isAnswered) send('clear', [0x37, 0x25, 0x00]);
    } else if (command.kind === 'recover' && mechanism.condition().cutterError) {
      // DLE ENQ works after a cutter error only, not for want of paper.
      mechanism.recover();
      if (command.n === 2) forgetJob();
      pushStatus();
    }
  }

  function statusAnswer(n: number): readonly number[] {
    if (n === 0x14) return presenter ? [...encodeFullStatus(mechanism.condition())] : [];
    const question = realTimeQuestions.find((each) => each === n);
    return question ? [encodeRealTime(question, mechanism.condition())] : [];
  }

  function forgetJob(): void {
    waiting = [];
    mechanism.forgetJob();
  }

  function workOff(): void {
    while (mechanism.canWork && !lineUnderWay) {
      const command = waiting.shift();
      if (!command) return;
      const printed = execute(command);
      if (printed > 0 && lineMs > 0) waitForMotor(printed * lineMs);
    }
  }

  function waitForMotor(durationMs: number): void {
    lineUnderWay = true;
    clock.after(durationMs, () => {
      lineUnderWay = false;
      workOff();
    });
  }

  /** Does what waits in the buffer; answers how many lines the paper moved. */
  function execute(command: Command): number {
    switch (command.kind) {
      case 'automaticStatus':
        if ((command.form === 'fullStatus') !== presenter) return 0;
        statusMask = pushesStatus ? command.mask : 0;
        pushStatus(true);
        return 0;
      case 'requestPaperStatus':
        reach('confirm');
        send('confirm', [encodePaperStatus(mechanism.condition())]);
        return 0;
      case 'requestProcessId':
        reach('confirm');
        send('confirm', [0x37, 0x22, ...Buffer.from(command.id, 'ascii'), 0x00]);
        return 0;
      case 'askModelId':
        reach('identify');
        send('identify', [mechanism.fault === 'otherModel' ? modelId ^ 0x40 : modelId]);
        return 0;
      case 'initialise':
        statusMask = 0;
        mechanism.resetHead();
        return 0;
      case 'cut':
      case 'present':
      case 'retract':
        return move(command.kind);
      default:
        return printLines(command);
    }
  }

  function move(kind: 'cut' | 'present' | 'retract'): number {
    reach(kind);
    mechanism[kind]();
    pushStatus();
    return kind === 'cut' ? 1 : 0;
  }

  function printLines(command: Command): number {
    const moved = mechanism.print(command);
    if (moved === 0) return 0;
    reach('print');
    if (faultLater && mechanism.printedLines >= faultLater.atLine) setFault(faultLater.fault);
    else pushStatus();
    return moved;
  }

  function setFault(next: SimulatedFault): void {
    faultLater = null;
    mechanism.become(next);
    if (next === 'switchedOff') [readCommands, statusMask, waiting] = [createCommandReader(), 0, []];
    if (next === 'unplugged') cable.unplug();
    else cable.plug();
    pushStatus();
    workOff();
  }

  return {
    start: () => line.start(),
    async stop() {
      await cable.moved();
      await line.stop();
    },
    commands,
    faults: [...lineFaults, ...printerFaults],
    play(step) {
      const now = line.play(step);
      if (now !== null && isPrinterFault(now)) setFault(now);
    },
    heal() {
      line.heal();
      setFault('none');
    },
    get fault() {
      return mechanism.fault;
    },
    setFault,
    setFaultAfterLines(later, lines) {
      faultLater = { fault: later, atLine: mechanism.printedLines + lines };
    },
    tickets: mechanism.tickets,
    get hanging() {
      return mechanism.hanging;
    },
    get presented() {
      return mechanism.presented;
    },
    retracted: mechanism.retracted,
    takeTicket() {
      mechanism.take();
      pushStatus();
    },
  };
}
