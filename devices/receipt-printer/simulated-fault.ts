/** What can be wrong with a receipt printer itself; what can be wrong with its line stands in transport. */
export const printerFaults = [
  'paperLow',
  'paperOut',
  'coverOpen',
  /** Shows at the next cut, as with a real cutter. */
  'cutterFault',
  'paperJam',
  'headHot',
  /** An error that only a technician can clear. */
  'mechanismFault',
  /** Somebody holds it. */
  'feedButton',
  /** Offline without a reason. */
  'paused',
  /** Forgets everything, answers nothing. */
  'switchedOff',
  /** Answers, reports no error, and does not work off its buffer. */
  'stalled',
  /** Says that all is well while nothing comes out: thermal paper the wrong way round. */
  'printsNothing',
  /** The presenter does not let go of the ticket. */
  'ticketStuck',
  /** Another model of the same maker. */
  'otherModel',
  /** Another protocol, or another speed: its answers lack the fixed bits. */
  'otherProtocol',
] as const;
export type PrinterFault = (typeof printerFaults)[number];

/** `none` is a visit of the technician: new roll, cover shut, loose paper torn off. */
export type SimulatedFault = PrinterFault | 'none' | 'unplugged';

export const isPrinterFault = (name: string): name is PrinterFault => printerFaults.some((fault) => fault === name);
