/** The IPP operations that the kiosk uses, as messages (RFC 8011, section 4), and the codes that go with them. */
import { mediaAttribute } from './media.ts';
import type { Tray } from './profile.ts';
import { numberOf, textsOf } from './protocol.ts';
import type { IppAttribute, IppGroup, IppMessage, IppValue } from './protocol.ts';

export const operations = {
  printJob: 0x0002,
  validateJob: 0x0004,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getJobs: 0x000a,
  getPrinterAttributes: 0x000b,
} as const;

/** RFC 8011, appendix B. Every code below 0x0100 is a success. */
export const statusCodes = {
  ok: 0x0000,
  okIgnoredOrSubstituted: 0x0001,
  badRequest: 0x0400,
  notPossible: 0x0404,
  notFound: 0x0406,
  documentFormatNotSupported: 0x040a,
  attributesNotSupported: 0x040b,
  operationNotSupported: 0x0501,
  serviceUnavailable: 0x0502,
  deviceError: 0x0504,
  temporaryError: 0x0505,
  notAcceptingJobs: 0x0506,
  busy: 0x0507,
} as const;
export const isSuccess = (statusCode: number): boolean => statusCode < 0x0100;

/** RFC 8011, 5.3.7. The last three are the end of a job. */
export const jobStates = {
  pending: 3,
  held: 4,
  processing: 5,
  stopped: 6,
  canceled: 7,
  aborted: 8,
  completed: 9,
} as const;

/** RFC 8011, 5.4.11. */
export const printerStates = { idle: 3, processing: 4, stopped: 5 } as const;

export const attribute = (name: string, ...values: IppValue[]): IppAttribute => ({ name, values });
export const integer = (name: string, value: number): IppAttribute => attribute(name, { kind: 'integer', value });
export const keywords = (name: string, values: readonly string[]): IppAttribute =>
  attribute(name, ...values.map((value): IppValue => ({ kind: 'keyword', value })));

const none = new Uint8Array();

/** The printer that a request is for, and its number, which the answer repeats. */
export interface Target {
  readonly printerUri: string;
  /** Whose jobs these are. */
  readonly user: string;
  readonly requestId: number;
}

/** `jobId` is for the operations on one job. */
interface Body {
  readonly jobId?: number;
  readonly operation?: readonly IppAttribute[];
  readonly job?: readonly IppAttribute[];
  readonly data?: Uint8Array;
}

function request(code: number, target: Target, { jobId, operation = [], job, data = none }: Body): IppMessage {
  const attributes = [
    // These come first and in this order (RFC 8011, 4.1.4 and 4.1.5).
    attribute('attributes-charset', { kind: 'charset', value: 'utf-8' }),
    attribute('attributes-natural-language', { kind: 'naturalLanguage', value: 'en' }),
    attribute('printer-uri', { kind: 'uri', value: target.printerUri }),
    ...(jobId === undefined ? [] : [integer('job-id', jobId)]),
    attribute('requesting-user-name', { kind: 'name', value: target.user }),
    ...operation,
  ];
  const groups: IppGroup[] = [{ tag: 'operation', attributes }];
  if (job) groups.push({ tag: 'job', attributes: job });
  // 1.1 is the version that every printer must take; nothing the kiosk asks needs 2.0.
  return { version: { major: 1, minor: 1 }, code, requestId: target.requestId, groups, data };
}

export const getPrinterAttributes = (target: Target): IppMessage =>
  request(operations.getPrinterAttributes, target, {
    operation: [
      keywords('requested-attributes', ['printer-state', 'printer-state-reasons', 'printer-is-accepting-jobs']),
    ],
  });

/** What a tray of the profile needs the printer to have. Lists that a printer does not give stay empty. */
export const getCapabilities = (target: Target): IppMessage =>
  request(operations.getPrinterAttributes, target, {
    operation: [
      keywords('requested-attributes', [
        'document-format-supported',
        'media-supported',
        'media-source-supported',
        'media-type-supported',
      ]),
    ],
  });

/** One page after another, one-sided, on the media of the tray and no other. */
export const printJob = (
  target: Target,
  job: { readonly name: string; readonly pdf: Uint8Array; readonly tray: Tray },
): IppMessage =>
  request(operations.printJob, target, {
    operation: [
      attribute('job-name', { kind: 'name', value: job.name }),
      // Without it a printer may take another paper (RFC 8011, 4.2.1.1).
      attribute('ipp-attribute-fidelity', { kind: 'boolean', value: true }),
      attribute('document-format', { kind: 'mimeMediaType', value: 'application/pdf' }),
    ],
    job: [mediaAttribute(job.tray), keywords('sides', ['one-sided'])],
    data: job.pdf,
  });

export const getJobAttributes = (target: Target, jobId: number): IppMessage =>
  request(operations.getJobAttributes, target, {
    jobId,
    operation: [keywords('requested-attributes', ['job-id', 'job-state', 'job-state-reasons'])],
  });

export const cancelJob = (target: Target, jobId: number): IppMessage =>
  request(operations.cancelJob, target, { jobId });

/** The jobs that are not over, or those that are. */
export const getJobs = (target: Target, which: 'not-completed' | 'completed'): IppMessage =>
  request(operations.getJobs, target, {
    operation: [
      integer('limit', 100),
      keywords('which-jobs', [which]),
      keywords('requested-attributes', ['job-id', 'job-name', 'job-originating-user-name']),
    ],
  });

export interface ListedJob {
  readonly id: number;
  readonly name: string;
  readonly user: string;
}

/** The jobs in an answer to Get-Jobs: one group each. */
export function jobsIn(answer: IppMessage): ListedJob[] {
  return answer.groups.flatMap((group) => {
    const one: IppMessage = { ...answer, groups: [group] };
    const id = numberOf(one, 'job', 'job-id');
    const [name = ''] = textsOf(one, 'job', 'job-name');
    const [user = ''] = textsOf(one, 'job', 'job-originating-user-name');
    return id === null ? [] : [{ id, name, user }];
  });
}
