import type { Clock } from '../../main/clock/clock.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { type Command, createCommandReader, isRealTime } from './command.ts';
import {
  encodeAutomatic,
  encodePaperStatus,
  encodeRealTime,
  type PrinterCondition,
  realTimeQuestions,
} from './protocol.ts';
import type { SimulatedFault } from './simulated-fault.ts';
import { heightInLines, initialPrintHead, printCommand, type Ticket, type TicketLine } from './ticket.ts';

export interface ReceiptPrinterSimulator {
  /** Listens on its end of the line. */
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly fault: SimulatedFault;
  /** `none` is a visit of the technician: new roll, cover shut, loose paper torn off. */
  setFault(fault: SimulatedFault): void;
  /** The fault comes when this many more lines have been printed. */
  setFaultAfterLines(fault: SimulatedFault, lines: number): void;
  /** What was cut off, oldest first. */
  readonly tickets: readonly Ticket[];
  /** What came out and was not cut. */
  readonly hanging: readonly TicketLine[];
}

/** What the fault `unplugged` pulls and puts back. */
export interface SimulatedCable {
  unplug(): void | Promise<void>;
  plug(): void | Promise<void>;
}

const fullRollLines = 2000;
const nearEndLines = 60;
/** Of the size of real ones; more is lost, as with a host that ignores flow control. */
const receiveBufferCommands = 20_000;

/**
 * The other end of the wire: a printer that takes ESC/POS bytes as they come, answers status at once, works off its
 * buffer line by line and stops where a real one stops.
 *
 * `cable` is pulled and put back by the fault `unplugged`; `lineMs` is the time that a
 * line takes (0: none); cheap models never push their status.
 */
export function receiptPrinterSimulator({
  channel,
  clock,
  cable,
  lineMs = 0,
  pushesStatus = true,
}: {
  channel: ByteChannel;
  clock: Clock;
  cable?: SimulatedCable;
  lineMs?: number;
  pushesStatus?: boolean;
}): ReceiptPrinterSimulator {
  const tickets: Ticket[] = [];
  let fault: SimulatedFault = 'none';
  let faultLater: { readonly fault: SimulatedFault; readonly atLine: number } | null = null;
  let printedLines = 0;
  let paperLines = fullRollLines;
  let readCommands = createCommandReader();
  let waiting: Command[] = [];
  let head = initialPrintHead;
  let hanging: TicketLine[] = [];
  let cutterError = false;
  let statusMask = 0;
  let lastPushed = '';
  let lineUnderWay = false;
  let cableMoved: Promise<void> = Promise.resolve();

  const mute = (): boolean => fault === 'silent' || fault === 'unplugged';
  function send(...bytes: readonly number[]): void {
    if (!mute()) void channel.write(Uint8Array.from(bytes));
  }

  function condition(): PrinterCondition {
    const paper = paperLines <= 0 ? 'out' : paperLines <= nearEndLines ? 'low' : 'full';
    const state = {
      coverOpen: fault === 'coverOpen',
      mechanicalError: fault === 'paperJam',
      cutterError,
      unrecoverableError: fault === 'mechanismFault',
      autoRecoverableError: fault === 'headHot',
    };
    const offline = fault === 'paused' || paper === 'out' || Object.values(state).includes(true);
    return { ...state, paper, offline };
  }

  const working = (): boolean => !condition().offline && fault !== 'stalled' && fault !== 'silent';

  function pushStatus(always = false): void {
    const status = encodeAutomatic(condition());
    const isNews = status.join() !== lastPushed;
    lastPushed = status.join();
    if (statusMask !== 0 && (always || isNews)) send(...status);
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
      const question = realTimeQuestions.find((each) => each === command.n);
      if (question) send(encodeRealTime(question, condition()));
    } else if (command.kind === 'clearBuffers') {
      forgetJob();
      send(0x37, 0x25, 0x00);
    } else if (command.kind === 'recover' && cutterError) {
      // DLE ENQ works after a cutter error only, not for want of paper.
      cutterError = false;
      if (command.n === 2) forgetJob();
      pushStatus();
    }
  }

  function forgetJob(): void {
    waiting = [];
    head = { ...head, gathered: [] };
  }

  function workOff(): void {
    while (working() && !lineUnderWay) {
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
        statusMask = pushesStatus ? command.mask : 0;
        pushStatus(true);
        return 0;
      case 'requestPaperStatus':
        send(encodePaperStatus(condition()));
        return 0;
      case 'requestProcessId':
        send(0x37, 0x22, ...Buffer.from(command.id, 'ascii'), 0x00);
        return 0;
      case 'initialise':
        statusMask = 0;
        head = initialPrintHead;
        return 0;
      case 'cut':
        cut();
        return 1;
      default:
        return printLines(command);
    }
  }

  function cut(): void {
    if (fault === 'cutterFault') {
      cutterError = true;
      pushStatus();
      return;
    }
    if (fault !== 'printsNothing') tickets.push({ lines: [...hanging, { kind: 'cut' }] });
    hanging = [];
  }

  function printLines(command: Command): number {
    const step = printCommand(head, command);
    head = step.head;
    if (fault !== 'printsNothing') hanging.push(...step.lines);
    const moved = step.lines.reduce((sum, line) => sum + heightInLines(line), 0);
    if (moved === 0) return 0;
    printedLines += moved;
    paperLines -= moved;
    if (faultLater && printedLines >= faultLater.atLine) setFault(faultLater.fault);
    else pushStatus();
    return moved;
  }

  async function unplug(): Promise<void> {
    await cable?.unplug();
  }

  async function plug(): Promise<void> {
    await cable?.plug();
    // The system may not have told yet that the old line is gone.
    await channel.close();
    await channel.open();
  }

  function setFault(next: SimulatedFault): void {
    const before = fault;
    fault = next;
    faultLater = null;
    if (next === 'none') [paperLines, hanging, cutterError] = [fullRollLines, [], false];
    if (next === 'paperLow') paperLines = nearEndLines;
    if (next === 'paperOut') paperLines = 0;
    if (next === 'silent') [readCommands, statusMask, head, waiting] = [createCommandReader(), 0, initialPrintHead, []];
    if ((next === 'unplugged') !== (before === 'unplugged'))
      cableMoved = cableMoved.then(next === 'unplugged' ? unplug : plug);
    pushStatus();
    workOff();
  }

  let stopListening: (() => void) | null = null;
  return {
    async start() {
      stopListening?.();
      stopListening = channel.onData(receive);
      await channel.open();
    },
    async stop() {
      stopListening?.();
      await cableMoved;
      await channel.close();
    },
    get fault() {
      return fault;
    },
    setFault,
    setFaultAfterLines(later, lines) {
      faultLater = { fault: later, atLine: printedLines + lines };
    },
    tickets,
    get hanging() {
      return hanging;
    },
  };
}
