/**
 * What the audit log can say, as data. A detail is an id or a code, never free text and never about a person: each key's
 * pattern is too narrow for a name, an ID number (18 digits) or a telephone number (11 digits). docs/audit-log.md is
 * made from this file.
 */
const code = /^[a-z][A-Za-z]{0,29}(-[a-z][A-Za-z]{0,29}){0,5}$/;
const smallNumber = /^\d{1,9}$/;

/** Taken as numbers only: a person's numbers are text everywhere in this program, so none gets in here. */
const numberPatterns = {
  /** Hundredths of a yuan. */
  amountFen: smallNumber,
  sequence: smallNumber,
  count: smallNumber,
  attempt: smallNumber,
  httpStatus: /^[1-5]\d{2}$/,
  left: smallNumber,
  /** Rows of a database. */
  kept: smallNumber,
  lost: smallNumber,
} as const;

const textPatterns = {
  /** A submission's id. */
  sid: /^[0-9a-f]{32}$/,
  receiptNumber: /^XJ-[0-9A-Z]{2,8}-\d{6}-\d{5,9}-[0-9A-Z]$/,
  orderId: /^[0-9a-f]{32}$/,
  service: code,
  step: code,
  device: code,
  problem: code,
  reason: code,
  because: code,
  outcome: code,
  what: code,
  state: code,
  /** Whether the wall times of this moment are to be believed. */
  clock: /^(trusted|suspect)$/,
} as const;

export const detailPatterns = { ...textPatterns, ...numberPatterns } as const;
export type DetailKey = keyof typeof detailPatterns;
type DetailValue<Key extends DetailKey> = Key extends keyof typeof numberPatterns ? number : string;

interface EventEntry {
  /** For the auditor: when it is written. */
  readonly means: string;
  /** Exactly these details, no more and no fewer. */
  readonly details: readonly DetailKey[];
  /** Somebody must come and look. */
  readonly alarm?: true;
}

export const auditEvents = {
  'kiosk-started': { means: 'The kiosk began to run; a new boot id starts here.', details: [] },
  'kiosk-stopped': { means: 'The kiosk was asked to stop and did.', details: [] },
  'clock-suspect': {
    means:
      'From here on the wall times in this log are not to be believed, for the reason given; the order and the monotonic times are.',
    details: ['reason'],
    alarm: true,
  },
  'clock-trusted': { means: 'The wall times are to be believed again.', details: [] },
  'audit-head-refused': {
    means:
      "The gateway knows another log of this kiosk: this one was cut, rewritten or lost, or a second kiosk bears this one's identity. Written once until the gateway takes a head again.",
    details: ['sequence'],
    alarm: true,
  },
  'catalogue-changed': {
    means: "The city's signed changes to the catalogue are in force, by their version.",
    details: ['count'],
  },
  'catalogue-refused': {
    means: "The city's changes to the catalogue are not believed; the base catalogue stays in force.",
    details: ['reason'],
    alarm: true,
  },
  'gateway-keys-taken': {
    means: "The gateway's new keys, signed by the pinned root, are in use, by their version.",
    details: ['count'],
  },
  'gateway-keys-refused': {
    means: "The gateway's keys are not believed; those from before stay in use. Written once for each reason.",
    details: ['reason'],
    alarm: true,
  },
  'session-started': { means: 'A visitor touched the screen.', details: [] },
  'session-ended': { means: 'The visit is over and wiped.', details: ['because', 'step'] },
  'service-chosen': { means: 'The visitor opened a service.', details: ['service'] },
  'consent-given': { means: 'The visitor agreed to what is named.', details: ['what'] },
  'consent-refused': { means: 'The visitor took the other way.', details: ['what'] },
  'identity-proved': { means: 'Identity was proved by the way named.', details: ['what'] },
  'problem-shown': { means: 'Something failed in front of a visitor.', details: ['problem', 'step'] },
  'officer-called': { means: 'The visitor called an officer.', details: ['step'] },
  'paper-missing': {
    means: 'A printer said that it has printed, and the visitor said that nothing is there. Look at the printer.',
    details: [],
  },
  'belonging-left': {
    means: 'Nobody is served and what is named still lies in the machine.',
    details: ['what'],
    alarm: true,
  },
  'belonging-taken': { means: 'What was left behind was taken after all.', details: ['what'] },
  'belonging-taken-in': { means: 'What nobody took was taken into the bin. Return it.', details: ['what'] },
  'belonging-not-taken': {
    means: 'What nobody took still lies there after the alarm, and the machine cannot take it in.',
    details: ['what'],
    alarm: true,
  },
  'device-changed': {
    means: 'A device came, went or failed; the reason where it is known.',
    details: ['device', 'state', 'reason'],
  },
  'submission-stored': {
    means: 'A sealed submission is on the disk; from here on it is a promise.',
    details: ['sid', 'receiptNumber', 'sequence', 'service', 'clock'],
  },
  'submission-acknowledged': {
    means: 'The gateway signed for the submission.',
    details: ['sid', 'outcome', 'attempt'],
  },
  'submissions-purged': {
    means:
      'The sealed bodies of this many submissions that the gateway had signed for were erased from this disk; so many more were left to be erased. Where none is left, whatever was signed for before this entry is erased.',
    details: ['count', 'left'],
  },
  'submission-dead': {
    means: 'The submission will not be sent again until an officer decides; its body stays sealed.',
    details: ['sid', 'reason'],
    alarm: true,
  },
  'submission-released': {
    means: 'An officer decided that a submission which would not be sent again is sent again.',
    details: ['sid'],
  },
  'submissions-forgotten': {
    means: 'What was kept of this many delivered submissions (number, hash, times) was deleted when its time was over.',
    details: ['count'],
  },
  'submission-rejected': { means: 'The gateway refused the submission.', details: ['sid', 'httpStatus', 'attempt'] },
  'acknowledgement-refused': {
    means: 'An answer claimed to be an acknowledgement and was not signed for this submission.',
    details: ['sid'],
    alarm: true,
  },
  'uplink-blocked': {
    means: 'The gateway and the kiosk do not accept each other; the queue waits.',
    details: [],
    alarm: true,
  },
  'uplink-unblocked': { means: 'The gateway answers again after a block.', details: [] },
  'sequence-raised': {
    means:
      "The gateway has seen a higher number of this kiosk than this disk gave: the disk was lost, or a second kiosk bears this one's identity. Numbers go on above it.",
    details: ['sequence'],
    alarm: true,
  },
  'outbox-recovered': {
    means: 'At start, this many that were put off, or whose printing was interrupted, were taken up again.',
    details: ['count'],
  },
  'database-salvaged': {
    means:
      'The database was damaged or missing. A new one holds what could still be read, and at most so many rows are lost; the old files are kept.',
    details: ['reason', 'kept', 'lost'],
    alarm: true,
  },
  'database-checked': { means: 'The nightly check and backup of the database went well.', details: [] },
  'database-check-failed': {
    means: 'The nightly check or backup of the database did not go well, for the reason named.',
    details: ['reason'],
    alarm: true,
  },
  'print-started': { means: 'A page was handed to a printer.', details: ['sid', 'what', 'attempt'] },
  'print-ended': { means: 'How the printing ended, as far as is known.', details: ['sid', 'what', 'outcome'] },
  'payment-opened': {
    means: "An order of the treasury's channel is on the disk; from here on it is brought to its end.",
    details: ['orderId', 'state', 'amountFen'],
  },
  'payment-changed': { means: 'What has become of an order.', details: ['orderId', 'state', 'amountFen'] },
} as const satisfies Record<string, EventEntry>;
export type AuditEvent = keyof typeof auditEvents;

/** Something that happened, as the code reports it: the event with exactly its details. */
export type AuditFact = {
  [Event in AuditEvent]: {
    readonly event: Event;
    readonly detail: { readonly [Key in (typeof auditEvents)[Event]['details'][number]]: DetailValue<Key> };
  };
}[AuditEvent];

const isNumberDetail = (key: DetailKey): boolean => Object.hasOwn(numberPatterns, key);
/** Made once: an entry is written for every step of every submission. */
const detailsInOrder: ReadonlyMap<string, readonly DetailKey[]> = new Map(
  Object.entries<EventEntry>(auditEvents).map(([event, { details }]) => [event, details.toSorted()]),
);

/**
 * The details as text in a fixed order.
 * @throws for an unknown event, a missing or unknown key, or a value outside its pattern: all programmer's mistakes.
 */
export function checkedDetail(fact: AuditFact): Readonly<Record<string, string>> {
  const wanted = detailsInOrder.get(fact.event);
  if (!wanted) throw new Error(`Unknown audit event: ${fact.event}`);
  const given: Readonly<Record<string, unknown>> = fact.detail;
  if (Object.keys(given).length !== wanted.length) {
    throw new Error(`${fact.event}: details must be exactly ${wanted.join(', ')}`);
  }
  const detail: Record<string, string> = {};
  for (const key of wanted) {
    const value = Object.hasOwn(given, key) ? given[key] : undefined;
    const isRightType = typeof value === (isNumberDetail(key) ? 'number' : 'string');
    const text = String(value);
    // The value stays out of the message: a mistake here may be exactly a name or a number.
    if (!isRightType || !detailPatterns[key].test(text)) throw new Error(`${fact.event}: bad detail ${key}`);
    detail[key] = text;
  }
  return detail;
}
