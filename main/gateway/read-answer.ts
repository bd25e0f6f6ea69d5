import type { z } from 'zod';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { GatewayError } from './gateway.ts';
import type { Answer, Call, CallError } from './https-call.ts';
import { problemSchema, problemTypes } from './messages.ts';
import type { ProblemType } from './messages.ts';

/** Asks the gateway as this kiosk. */
export type Ask = (
  call: Omit<Call, 'headers'> & { readonly headers?: Readonly<Record<string, string>> },
) => Promise<Result<Answer, CallError>>;

/** The meaning of an answer that should carry a message: the message, or one of the closed errors. */
export function readAnswer<T>(reply: Result<Answer, CallError>, schema: z.ZodType<T>): Result<T, GatewayError> {
  if (!reply.ok) return err(gatewayError(reply.error));
  const { status, body } = reply.value;
  if (status === 429 || status === 503) return err('busy');
  if (status === 401 || status === 403) return err('refusedKiosk');
  if (status !== 200 && status !== 201) return err('fault');
  const message = schema.safeParse(parseJson(body));
  return message.success ? ok(message.data) : err('fault');
}

/**
 * Which of these refusals the answer is, or null. Only the gateway's own problem document says that somebody or
 * something is unknown; a proxy's 404 page does not.
 */
export function refusalIn<Refusal extends ProblemType>(
  reply: Result<Answer, CallError>,
  statuses: Readonly<Record<Refusal, number>>,
): Refusal | null {
  if (!reply.ok) return null;
  const problem = problemSchema.safeParse(parseJson(reply.value.body));
  if (!problem.success) return null;
  for (const refusal in statuses) {
    if (problem.data.type === problemTypes[refusal] && reply.value.status === statuses[refusal]) return refusal;
  }
  return null;
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
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
