/** Every wait that a visitor can notice, in milliseconds. Named here once; tests pass shorter ones. */
export interface SessionDelays {
  /** Nothing touched for so long: the warning appears (WCAG 2.2.1). */
  readonly idleMs: number;
  /** The same for who uses large text or speech and may need longer to read. */
  readonly idleUnhurriedMs: number;
  /** From the warning to the wipe; at least 20 s to answer it (WCAG 2.2.1). */
  readonly warningMs: number;
  /** How long the last page stays: time to take paper and card. */
  readonly resultMs: number;
  /** How long the bell rings before the screen shows the telephone number instead. */
  readonly officerCallMs: number;
  /** How often the gateway is asked for the officer's decision, and for how long in all. */
  readonly officerPollMs: number;
  readonly officerDecisionMs: number;
  /** How long the last page stays for a visitor whose paper is not there: an officer is on the way. */
  readonly paperMissingMs: number;
  /** A pause before a reader tries again, so that a message can be read and a broken reader is not hammered. */
  readonly readRetryMs: number;
  /** How often what was left behind is looked for. */
  readonly belongingsPollMs: number;
  /** How long light and sound call a visitor back; then what the machine can take in, it takes in. */
  readonly belongingsAlarmMs: number;
  /** How long the screen says that something was taken in, for a visitor who comes back a little late. */
  readonly takenInNoticeMs: number;
  /** How often the gateway is asked whether an order was paid. */
  readonly paymentPollMs: number;
  /** Longest time that one piece of work may keep the visitor waiting, whatever its own time-outs say. */
  readonly workMs: number;
}

export const sessionDelays: SessionDelays = {
  idleMs: 60_000,
  idleUnhurriedMs: 120_000,
  warningMs: 20_000,
  resultMs: 45_000,
  officerCallMs: 60_000,
  officerPollMs: 2_000,
  officerDecisionMs: 180_000,
  paperMissingMs: 180_000,
  readRetryMs: 1_500,
  belongingsPollMs: 500,
  belongingsAlarmMs: 30_000,
  takenInNoticeMs: 15_000,
  paymentPollMs: 2_000,
  workMs: 240_000,
};
