import { STATUS_CODES } from 'node:http';
import { problemTypes } from '../messages.ts';
import type { ProblemType } from '../messages.ts';

/** What a route answers: a message, a page, or a problem with what was asked. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const statusOf: Readonly<Record<ProblemType, number>> = {
  notFound: 404,
  notEligible: 422,
  recordGone: 410,
  badPicture: 422,
  caseGone: 410,
  unknownOrder: 404,
  amountDiffers: 409,
  notPayable: 404,
  malformed: 400,
  tooLarge: 413,
  unknownDevice: 403,
  badSignature: 422,
  badSeal: 422,
  badContent: 422,
  sidReused: 409,
  sequenceReused: 409,
  auditHeadRefused: 409,
  busy: 503,
  fault: 500,
  unknownRoute: 404,
};

export const message = (body: object, status = 200): Reply => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});

/** RFC 9457, with the status that belongs to the type unless a behaviour wants another. */
export function problem(type: ProblemType, status = statusOf[type]): Reply {
  const body = { type: problemTypes[type], title: STATUS_CODES[status] ?? 'Problem', status };
  return { status, contentType: 'application/problem+json', body: JSON.stringify(body) };
}
