/** What the simulator does to an answer on its way out. */
export type AnswerBehaviour =
  | { readonly kind: 'normal' }
  /** Waits, then answers. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** Does no work, answers with a problem of this status. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number }
  /** Reads the question and never says anything. */
  | { readonly kind: 'silent' }
  /** Does the work, then cuts the connection before the first byte. */
  | { readonly kind: 'loseAnswer' }
  /** Does the work, but sends the answer that it sent to the question before: an acknowledgement for another one. */
  | { readonly kind: 'repeatAnswer' }
  /** Does the work; the acknowledgement's signature is by another key. Other answers are normal. */
  | { readonly kind: 'unsignedAcknowledgement' }
  /** The network's login page: 200 and HTML, no work done. */
  | { readonly kind: 'captivePortal' }
  /** Half of the answer, then the connection is cut. */
  | { readonly kind: 'truncated' }
  /** Never stops sending. */
  | { readonly kind: 'huge' }
  /** One byte a second, without an end. */
  | { readonly kind: 'trickle' };

/** A page of the gateway, for behaviours that concern only one. */
const routeNames = [
  'handshake',
  'findRecord',
  'compareFace',
  'compareFinger',
  'askOfficer',
  'officerDecision',
  'openCase',
  'openPayment',
  'paymentState',
  'closePayment',
  'refundPayment',
  'submit',
  'anchorAuditHead',
  'verify',
  'payPage',
  'pay',
  'fiscalReceipt',
] as const;
export type RouteName = (typeof routeNames)[number];

/** All that can be changed while the simulator runs. */
export interface Behaviour {
  /** `away`: nobody listens on the port. */
  readonly line: 'there' | 'away';
  /** For every route that `routes` does not name. */
  readonly answers: AnswerBehaviour;
  readonly routes: Readonly<Partial<Record<RouteName, AnswerBehaviour>>>;
  readonly face: 'match' | 'noMatch';
  readonly finger: 'match' | 'noMatch';
  readonly officer: 'grants' | 'refuses' | 'waits';
}

export const normalBehaviour: Behaviour = {
  line: 'there',
  answers: { kind: 'normal' },
  routes: {},
  face: 'match',
  finger: 'match',
  officer: 'grants',
};

/** Behaviours by one name, for the developer's dock and for tables of tests. Each sets everything else to normal. */
export const namedBehaviours = {
  normal: normalBehaviour,
  slow: { ...normalBehaviour, answers: { kind: 'slow', delayMs: 2_000 } },
  fault500: { ...normalBehaviour, answers: { kind: 'status', status: 500 } },
  status503: { ...normalBehaviour, answers: { kind: 'status', status: 503, retryAfterSeconds: 5 } },
  silent: { ...normalBehaviour, answers: { kind: 'silent' } },
  loseAnswer: { ...normalBehaviour, routes: { submit: { kind: 'loseAnswer' } } },
  repeatAnswer: { ...normalBehaviour, routes: { submit: { kind: 'repeatAnswer' } } },
  unsignedAcknowledgement: { ...normalBehaviour, answers: { kind: 'unsignedAcknowledgement' } },
  captivePortal: { ...normalBehaviour, answers: { kind: 'captivePortal' } },
  truncated: { ...normalBehaviour, answers: { kind: 'truncated' } },
  huge: { ...normalBehaviour, answers: { kind: 'huge' } },
  trickle: { ...normalBehaviour, answers: { kind: 'trickle' } },
  away: { ...normalBehaviour, line: 'away' },
  faceNoMatch: { ...normalBehaviour, face: 'noMatch' },
  fingerNoMatch: { ...normalBehaviour, finger: 'noMatch' },
  officerRefuses: { ...normalBehaviour, officer: 'refuses' },
  officerWaits: { ...normalBehaviour, officer: 'waits' },
} as const satisfies Record<string, Behaviour>;
export type BehaviourName = keyof typeof namedBehaviours;
