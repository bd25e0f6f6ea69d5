import type { Command } from './command.ts';
import { readyCondition, type PrinterCondition } from './printer-condition.ts';
import type { SimulatedFault } from './simulated-fault.ts';
import { heightInLines, initialPrintHead, printCommand, type Ticket, type TicketLine } from './ticket.ts';

/** Paper, head, cutter and mouth of a simulated printer. Knows neither the line nor time. */
export interface SimulatedMechanism {
  condition(): PrinterCondition;
  /** Works off commands from the buffer. */
  readonly canWork: boolean;
  /** Prints or feeds; answers how many lines the paper moved. */
  print(command: Command): number;
  cut(): void;
  present(): void;
  retract(): void;
  take(): void;
  /** DLE ENQ 1 and 2: an error ends, unless its cause is still there. */
  recover(): void;
  forgetJob(): void;
  resetHead(): void;
  become(fault: SimulatedFault): void;
  readonly fault: SimulatedFault;
  readonly printedLines: number;
  readonly tickets: readonly Ticket[];
  readonly retracted: readonly Ticket[];
  readonly presented: Ticket | null;
  readonly hanging: readonly TicketLine[];
}

const fullRollLines = 2000;
const nearEndLines = 60;

/** `latchesErrors`: a cutter error outlives its cause until it is recovered from, as on most real printers. */
export function simulatedMechanism(fitted: { presenter: boolean; latchesErrors: boolean }): SimulatedMechanism {
  const tickets: Ticket[] = [];
  const retracted: Ticket[] = [];
  let fault: SimulatedFault = 'none';
  let printedLines = 0;
  let paperLines = fullRollLines;
  let head = initialPrintHead;
  let hanging: TicketLine[] = [];
  /** Cut, and still inside. */
  let held: Ticket | null = null;
  let presented: Ticket | null = null;
  let cutterError = false;

  function condition(): PrinterCondition {
    const paper = paperLines <= 0 ? 'out' : paperLines <= nearEndLines ? 'low' : 'full';
    const state = {
      coverOpen: fault === 'coverOpen',
      feedButton: fault === 'feedButton',
      mechanicalError: fault === 'paperJam',
      cutterError,
      unrecoverableError: fault === 'mechanismFault',
      autoRecoverableError: fault === 'headHot',
    };
    const offline = fault === 'paused' || paper === 'out' || Object.values(state).includes(true);
    const ticket = !fitted.presenter ? 'unknown' : presented ? 'present' : 'notPresent';
    return { ...readyCondition, ...state, paper, offline, ticket };
  }

  function cut(): void {
    if (fault === 'cutterFault') {
      cutterError = true;
      return;
    }
    const ticket: Ticket = { lines: [...hanging, { kind: 'cut' }] };
    hanging = [];
    if (fault === 'printsNothing') return;
    tickets.push(ticket);
    if (fitted.presenter) held = ticket;
  }

  return {
    condition,
    cut,
    get canWork() {
      return !condition().offline && fault !== 'stalled' && fault !== 'switchedOff';
    },
    print(command) {
      const step = printCommand(head, command);
      head = step.head;
      if (fault !== 'printsNothing') hanging.push(...step.lines);
      const moved = step.lines.reduce((sum, line) => sum + heightInLines(line), 0);
      printedLines += moved;
      paperLines -= moved;
      return moved;
    },
    present() {
      // What still waits there is pushed out by the next ticket.
      if (held) [presented, held] = [held, null];
    },
    retract() {
      if (!presented || fault === 'ticketStuck') return;
      retracted.push(presented);
      presented = null;
    },
    take: () => void (presented = null),
    recover() {
      if (!fitted.latchesErrors || fault !== 'cutterFault') cutterError = false;
    },
    forgetJob: () => void (head = { ...head, gathered: [] }),
    resetHead: () => void (head = initialPrintHead),
    become(next) {
      fault = next;
      if (next === 'none') [paperLines, hanging] = [fullRollLines, []];
      if (next === 'none' && !fitted.latchesErrors) cutterError = false;
      if (next === 'paperLow') paperLines = nearEndLines;
      if (next === 'paperOut') paperLines = 0;
      if (next === 'switchedOff') [head, cutterError] = [initialPrintHead, false];
    },
    get fault() {
      return fault;
    },
    get printedLines() {
      return printedLines;
    },
    tickets,
    retracted,
    get presented() {
      return presented;
    },
    get hanging() {
      return hanging;
    },
  };
}
