import type { Clock } from '../clock/clock.ts';
import { err, ok } from '../contract/result.ts';
import { auditHeadAnswerSchema } from './audit-head-messages.ts';
import type { Envelope, Gateway, RecordError, SubmitOutcome } from './gateway.ts';
import { httpsCaller } from './https-call.ts';
import type { Answer, CallError } from './https-call.ts';
import { httpsPayments } from './https-payments.ts';
import {
  comparisonVerdictSchema,
  handshakeSchema,
  officerCaseSchema,
  officerDecisionSchema,
  personRecordSchema,
  problemSchema,
} from './messages.ts';
import { submissionAnswerSchema } from './envelope-messages.ts';
import { parseJson, readAnswer, refusalIn } from './read-answer.ts';
import type { Ask } from './read-answer.ts';
import { retryAfterMs } from './retry-after.ts';
import { serviceCaseSchema } from './service-case.ts';

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
  /** Several offices may be asked behind the gateway. */
  caseMs: 10_000,
  /** A visitor watches, and the treasury answers behind the gateway. */
  paymentMs: 5_000,
  /** Nobody watches a queued one, and the instant services wait no longer than this before they hand out a receipt. */
  submitMs: 15_000,
  /** Nobody watches. */
  auditHeadMs: 10_000,
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

/** The status of each answer that is not a record. */
const recordRefusals = { notFound: 404, notEligible: 422 } as const satisfies Record<RecordError, number>;

/** The gateway over HTTPS, as openapi.json describes it. Never throws for what the world does. */
export function httpsGateway(options: HttpsGatewayOptions): Gateway & { close(): void } {
  const delays = { ...gatewayDelays, ...options.delays };
  const caller = httpsCaller({ ...options, url: new URL(options.url) });
  const ask: Ask = (call) => caller.call({ ...call, headers: { 'kiosk-device': options.deviceId, ...call.headers } });

  return {
    close: () => caller.close(),

    async handshake(signal) {
      const reply = await ask({ method: 'GET', path: '/v1/handshake', deadlineMs: delays.handshakeMs, signal });
      return readAnswer(reply, handshakeSchema);
    },

    async findRecord({ claim: body, signal }) {
      const path = '/v1/records/find';
      const reply = await ask({ method: 'POST', path, body, deadlineMs: delays.recordMs, signal });
      const refusal = refusalIn(reply, recordRefusals);
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

    async openCase(question, signal) {
      const path = '/v1/cases';
      return readAnswer(
        await ask({ method: 'POST', path, body: question, deadlineMs: delays.caseMs, signal }),
        serviceCaseSchema,
      );
    },

    ...httpsPayments(ask, delays.paymentMs),

    async anchorAuditHead(head, signal) {
      const path = '/v1/audit-heads';
      const reply = await ask({ method: 'POST', path, body: { head }, deadlineMs: delays.auditHeadMs, signal });
      if (refusalIn(reply, { auditHeadRefused: 409 })) return err('auditHeadRefused');
      const answer = readAnswer(reply, auditHeadAnswerSchema);
      return answer.ok ? ok(answer.value.receipt) : answer;
    },

    async submit(envelope: Envelope, signal) {
      const path = `/v1/submissions/${encodeURIComponent(envelope.sid)}`;
      // A submission says whose it is: a bridge carries those of many kiosks.
      const headers = { 'idempotency-key': envelope.sid, 'kiosk-device': envelope.deviceId };
      const reply = await ask({ method: 'PUT', path, headers, body: envelope, deadlineMs: delays.submitMs, signal });
      return reply.ok ? submitOutcome(reply.value) : outcomeWithoutAnswer(reply.error);
    },
  };
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
