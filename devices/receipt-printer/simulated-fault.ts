/** What can be wrong with a receipt printer. */
export const simulatedFaults = [
  'none',
  'paperLow',
  'paperOut',
  'coverOpen',
  /** Shows at the next cut, as with a real cutter. */
  'cutterFault',
  'paperJam',
  'headHot',
  /** An error that only a technician can clear. */
  'mechanismFault',
  /** Offline without a reason, as while somebody holds the feed button. */
  'paused',
  /** Switched off: forgets everything, answers nothing. */
  'silent',
  /** Answers, reports no error, and does not work off its buffer. */
  'stalled',
  /** Says that all is well while nothing comes out: thermal paper the wrong way round. */
  'printsNothing',
  'unplugged',
] as const;
export type SimulatedFault = (typeof simulatedFaults)[number];
