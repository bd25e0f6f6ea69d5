import type { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { Envelope, Gateway, GatewayError, RecordError, SubmitOutcome } from './gateway.ts';
import { httpsCaller } from './https-call.ts';
import type { Answer, Call, CallError } from './https-call.ts';
import {
  comparisonVerdictSchema,
  handshakeSchema,
  officerCaseSchema,
  officerDecisionSchema,
  personRecordSchema,
  problemSchema,
  problemTypes,
  submissionAnswerSchema,
} from './messages.ts';
import { retryAfterMs } from './retry-after.ts';

/** The longest that each call may take, from the first packet to the last byte of the answer. */
const gatewayDelays = {
  /** Asked again and again in the background; a gateway that needs longer is of no use to a visitor. */
  handshakeMs: 3_000,
  /** A visitor watches; longer than this feels broken. */
  recordMs: 5_000,
  /** Carries a picture and waits for a comparison. */
  faceMs: 10_000,
  /** A few kilobytes and a comparison. */
  fingerMs: 10_000,
  officerMs: 5_000,
  /** Nobody watches a queued one, and the instant services wait no longer than this before they hand out a receipt. */
  submitMs: 15_000,
};
export type GatewayDelays = typeof gatewayDelays;

export interface HttpsGatewayOptions {
  /** https://host:port, without a path. */
  readonly url: string;
  /** PEM of the gateway's own authority; nothing else is believed. */
  readonly ca: string;
  /** Names this kiosk in each call, for the gateway's log and limits. It proves nothing: signatures do. */
  readonly deviceId: string;
  /** PEM of the kiosk's own certificate and key, for gateways that ask for one. */
  readonly client?: { readonly certificate: string; readonly key: string };
  readonly clock: Clock;
  readonly delays?: Partial<GatewayDelays>;
}

type Ask = Omit<Call, 'headers'> & { readonly headers?: Readonly<Record<string, string>> };

/** The gateway over HTTPS, as openapi.json describes it. Never throws for what the world does. */
export function httpsGateway(options: HttpsGatewayOptions): Gateway & { close(): void } {
  const delays = { ...gatewayDelays, ...options.delays };
  const caller = httpsCaller({ ...options, url: new URL(options.url) });
  const ask = (call: Ask): Promise<Result<Answer, CallError>> =>
    caller.call({ ...call, headers: { 'kiosk-device': options.deviceId, ...call.headers } });

  return {
    close: () => caller.close(),

    async handshake(signal) {
      const reply = await ask({ method: 'GET', path: '/v1/handshake', deadlineMs: delays.handshakeMs, signal });
      return readAnswer(reply, handshakeSchema);
    },

    async findRecord({ claim: body, signal }) {
      const path = '/v1/records/find';
      const reply = await ask({ method: 'POST', path, body, deadlineMs: delays.recordMs, signal });
      const refusal = reply.ok ? recordRefusal(reply.value) : null;
      return refusal ? err(refusal) : readAnswer(reply, personRecordSchema);
    },

    async compareFace({ recordId, jpeg, signal }) {
      const body = { recordId, jpeg: Buffer.from(jpeg).toString('base64') };
      const path = '/v1/faces/compare';
      return readAnswer(
        await ask({ method: 'POST', path, body, deadlineMs: delays.faceMs, signal }),
        comparisonVerdictSchema,
      );
    },

    async compareFinger({ recordId, format, features, signal }) {
      const body = { recordId, format, features: Buffer.from(features).toString('base64') };
      const path = '/v1/fingers/compare';
      return readAnswer(
        await ask({ method: 'POST', path, body, deadlineMs: delays.fingerMs, signal }),
        comparisonVerdictSchema,
      );
    },

    async askOfficer({ recordId, question, signal }) {
      const body = { recordId, question };
      const path = '/v1/officer-cases';
      return readAnswer(
        await ask({ method: 'POST', path, body, deadlineMs: delays.officerMs, signal }),
        officerCaseSchema,
      );
    },

    async officerDecision({ caseId, signal }) {
      const path = `/v1/officer-cases/${encodeURIComponent(caseId)}`;
      return readAnswer(
        await ask({ method: 'GET', path, deadlineMs: delays.officerMs, signal }),
        officerDecisionSchema,
      );
    },

    async submit(envelope: Envelope, signal) {
      const path = `/v1/submissions/${encodeURIComponent(envelope.sid)}`;
      const headers = { 'idempotency-key': envelope.sid };
      const reply = await ask({ method: 'PUT', path, headers, body: envelope, deadlineMs: delays.submitMs, signal });
      return reply.ok ? submitOutcome(reply.value) : outcomeWithoutAnswer(reply.error);
    },
  };
}

/** The meaning of an answer that should carry a message: the message, or one of the closed errors. */
function readAnswer<T>(reply: Result<Answer, CallError>, schema: z.ZodType<T>): Result<T, GatewayError> {
  if (!reply.ok) return err(gatewayError(reply.error));
  const { status, body } = reply.value;
  if (status === 429 || status === 503) return err('busy');
  if (status === 401 || status === 403) return err('refusedKiosk');
  if (status !== 200 && status !== 201) return err('fault');
  const message = schema.safeParse(parseJson(body));
  return message.success ? ok(message.data) : err('fault');
}

/** Only the gateway's own problem document says that a person is unknown; a proxy's 404 page does not. */
function recordRefusal({ status, body }: Answer): RecordError | null {
  if (status !== 404 && status !== 422) return null;
  const problem = problemSchema.safeParse(parseJson(body));
  if (!problem.success) return null;
  if (status === 404 && problem.data.type === problemTypes.notFound) return 'notFound';
  return status === 422 && problem.data.type === problemTypes.notEligible ? 'notEligible' : null;
}

function submitOutcome({ status, headers, body }: Answer): SubmitOutcome {
  // Only the gateway's own problem document buries a submission; a proxy on the way may refuse what it likes.
  const isProblem = problemSchema.safeParse(parseJson(body)).success;
  if (isProblem && status === 409) return { kind: 'conflict' };
  if (isProblem && (status === 400 || status === 413 || status === 422)) return { kind: 'rejected', status };
  if (status === 401 || status === 403) return { kind: 'blocked' };
  const message = status === 200 ? submissionAnswerSchema.safeParse(parseJson(body)) : null;
  if (message?.success) return { kind: 'answered', acknowledgement: message.data.acknowledgement };
  // Everything else, a login page of the hall's network included, may be gone in a minute.
  return { kind: 'tryLater', retryAfterMs: retryAfterMs(headers) };
}

function outcomeWithoutAnswer(error: CallError): SubmitOutcome {
  switch (error) {
    case 'untrusted':
      return { kind: 'blocked' };
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'away':
    case 'timedOut':
    case 'garbled':
      return { kind: 'tryLater', retryAfterMs: null };
  }
}

function gatewayError(error: CallError): GatewayError {
  switch (error) {
    case 'untrusted':
      return 'refusedKiosk';
    case 'garbled':
      return 'fault';
    case 'away':
    case 'timedOut':
    case 'cancelled':
      return error;
  }
}

/** undefined for what is not JSON in UTF-8: no schema accepts that. */
function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
