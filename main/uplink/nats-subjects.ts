import { z } from 'zod';
import { submissionAnswerSchema } from '../gateway/envelope-messages.ts';

/**
 * The names on which kiosks and the bridge agree. A device id is one token of a subject: deviceIdSchema lets no dot, no
 * star and no space into it.
 */
export const submissionSubject = (deviceId: string): string => `kiosk.submissions.${deviceId}`;
export const acknowledgementSubject = (deviceId: string, sid: string): string =>
  `kiosk.acknowledgements.${deviceId}.${sid}`;

/** Whose submission a message of the first stream is: the server let nobody else publish there. */
export const deviceOfSubject = (subject: string): string => subject.split('.')[2] ?? '';

/** Answers to a kiosk's own requests; nobody else may listen there. */
export const kioskInbox = (deviceId: string): string => `_INBOX.${deviceId}`;
/** Not below _INBOX: no device id leads there. */
export const bridgeInbox = '_INBOX_BRIDGE';
export const bridgeConsumer = 'bridge';

/** Of one city's stream: what kiosks send, and what they are told. */
export const streamNames = (stream: string) =>
  ({ submissions: `${stream}_SUBMISSIONS`, acknowledgements: `${stream}_ACKNOWLEDGEMENTS` }) as const;

/**
 * What the bridge tells a kiosk about one submission. Only the acknowledgement in it is signed: the rest can keep a
 * submission from being sent, but cannot have it erased.
 */
const verdictSchema = z.discriminatedUnion('kind', [
  submissionAnswerSchema.extend({ kind: z.literal('answered') }),
  z.object({ kind: z.literal('rejected'), status: z.int().min(400).max(599) }),
  z.object({ kind: z.literal('conflict') }),
  /** The gateway knows neither this kiosk nor, perhaps, the bridge. */
  z.object({ kind: z.literal('blocked') }),
]);
export type Verdict = z.infer<typeof verdictSchema>;

/** The verdict in a message, or null for anything else. */
export function verdictIn(bytes: Uint8Array): Verdict | null {
  try {
    return verdictSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return null;
  }
}
