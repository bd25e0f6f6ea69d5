/** What can be wrong with a simulated A4 printer; what can be wrong with one answer stands in `answer-fault.ts`. */
export const documentPrinterFaults = [
  'none',
  'paperOut',
  'paperJam',
  'coverOpen',
  'tonerOut',
  'fuserTooHot',
  /** Every Print-Job is refused with server-error-busy. */
  'busy',
  /** Switched off: nobody listens, open connections break, nothing moves; its jobs are there when it is back. */
  'unreachable',
  /** Requests are taken and never answered. */
  'silence',
  /** A Print-Job is carried out, but its answer never arrives. */
  'answerLost',
  /** The job is accepted, then aborted by the printer. */
  'abortJob',
  /** The job is accepted and never ends. */
  'neverEnds',
  /** The job is accepted and held until somebody comes to the printer's panel. */
  'holdsJobs',
  /** Another model: it takes no PDF. */
  'noPdf',
  /** It takes a job for a paper that it does not have, and says that it will use another. */
  'substitutesMedia',
  'garbageAnswer',
  'http500',
] as const;
export type DocumentPrinterFault = (typeof documentPrinterFaults)[number];

export const isPrinterFault = (name: string): name is DocumentPrinterFault =>
  documentPrinterFaults.some((fault) => fault === name);
