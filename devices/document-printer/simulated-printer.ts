/** The inside of a simulated A4 printer: its paper, its toner and its jobs. Knows IPP, but neither sockets nor time. */
import { a4, attribute, integer, jobStates, keywords, operations, printerStates, statusCodes } from './operations.ts';
import { numberOf, textsOf } from './protocol.ts';
import type { IppAttribute, IppGroup, IppMessage } from './protocol.ts';

/** What stands in a printer's way, with the reasons a real one gives (RFC 8011, 5.4.12). */
export const obstacles = {
  paperOut: ['media-empty-error', 'media-needed-error'],
  paperJam: ['media-jam-error'],
  coverOpen: ['cover-open-error'],
  tonerOut: ['marker-supply-empty-error'],
  fuserTooHot: ['fuser-over-temp-error'],
} as const;
export type Obstacle = keyof typeof obstacles;

interface SimulatedJob {
  readonly id: number;
  readonly name: string;
  readonly user: string;
  readonly pdf: Uint8Array;
  state: number;
}

export interface SimulatedPrinter {
  answer(request: IppMessage): IppMessage;
  /** The page of the job that is being printed comes out, unless something stands in the way. */
  finish(): void;
  abort(): void;
  setObstacle(obstacle: Obstacle | null): void;
  setSupplies(supplies: { readonly paperLow: boolean; readonly tonerLow: boolean }): void;
  readonly hasOpenJob: boolean;
}

const isOpen = (job: SimulatedJob): boolean => job.state < jobStates.canceled;

export function simulatedPrinter(onPrinted: (paper: { pdf: Uint8Array; jobName: string }) => void): SimulatedPrinter {
  const jobs: SimulatedJob[] = [];
  let obstacle: Obstacle | null = null;
  let low: string[] = [];
  const openJob = (): SimulatedJob | undefined => jobs.find(isOpen);

  function printerGroup(): IppGroup {
    const state = obstacle ? printerStates.stopped : openJob() ? printerStates.processing : printerStates.idle;
    const reasons = [...(obstacle ? obstacles[obstacle] : []), ...low];
    return {
      tag: 'printer',
      attributes: [
        attribute('printer-state', { kind: 'enum', value: state }),
        keywords('printer-state-reasons', reasons.length > 0 ? reasons : ['none']),
        attribute('printer-is-accepting-jobs', { kind: 'boolean', value: true }),
      ],
    };
  }

  function jobGroup(job: SimulatedJob): IppGroup {
    const stopped = job.state === jobStates.processing && obstacle !== null;
    const attributes: IppAttribute[] = [
      integer('job-id', job.id),
      attribute('job-name', { kind: 'name', value: job.name }),
      attribute('job-originating-user-name', { kind: 'name', value: job.user }),
      attribute('job-state', { kind: 'enum', value: stopped ? jobStates.stopped : job.state }),
      keywords('job-state-reasons', [stopped ? 'printer-stopped' : 'none']),
    ];
    return { tag: 'job', attributes };
  }

  function takeJob(request: IppMessage): IppMessage {
    if (openJob()) return reply(request, statusCodes.busy);
    const [format] = textsOf(request, 'operation', 'document-format');
    if (format !== 'application/pdf') return reply(request, statusCodes.documentFormatNotSupported);
    const [media = a4] = textsOf(request, 'job', 'media');
    const [sides = 'one-sided'] = textsOf(request, 'job', 'sides');
    if (media !== a4 || sides !== 'one-sided') return reply(request, statusCodes.attributesNotSupported);
    const [name = ''] = textsOf(request, 'operation', 'job-name');
    const [user = ''] = textsOf(request, 'operation', 'requesting-user-name');
    const job = { id: jobs.length + 1, name, user, pdf: request.data.slice(), state: jobStates.processing };
    jobs.push(job);
    return reply(request, statusCodes.ok, [jobGroup(job)]);
  }

  function withJob(request: IppMessage, act: (job: SimulatedJob) => IppMessage): IppMessage {
    const job = jobs.find(({ id }) => id === numberOf(request, 'operation', 'job-id'));
    return job ? act(job) : reply(request, statusCodes.notFound);
  }

  function cancel(request: IppMessage, job: SimulatedJob): IppMessage {
    if (!isOpen(job)) return reply(request, statusCodes.notPossible);
    job.state = jobStates.canceled;
    return reply(request, statusCodes.ok);
  }

  function listJobs(request: IppMessage): IppMessage {
    const [which] = textsOf(request, 'operation', 'which-jobs');
    const wanted = jobs.filter((job) => isOpen(job) === (which !== 'completed'));
    return reply(request, statusCodes.ok, wanted.map(jobGroup));
  }

  return {
    answer(request) {
      if (!isWellFormed(request)) return reply(request, statusCodes.badRequest);
      switch (request.code) {
        case operations.getPrinterAttributes:
          return reply(request, statusCodes.ok, [printerGroup()]);
        case operations.printJob:
          return takeJob(request);
        case operations.getJobAttributes:
          return withJob(request, (job) => reply(request, statusCodes.ok, [jobGroup(job)]));
        case operations.cancelJob:
          return withJob(request, (job) => cancel(request, job));
        case operations.getJobs:
          return listJobs(request);
        default:
          return reply(request, statusCodes.operationNotSupported);
      }
    },
    finish() {
      const job = openJob();
      if (!job || obstacle) return;
      job.state = jobStates.completed;
      onPrinted({ pdf: job.pdf, jobName: job.name });
    },
    abort() {
      const job = openJob();
      if (job) job.state = jobStates.aborted;
    },
    setObstacle: (next) => (obstacle = next),
    setSupplies({ paperLow, tonerLow }) {
      low = [...(paperLow ? ['media-low-warning'] : []), ...(tonerLow ? ['marker-supply-low-warning'] : [])];
    },
    get hasOpenJob() {
      return openJob() !== undefined;
    },
  };
}

/** A real printer refuses a request whose first attributes are not these three (RFC 8011, 4.1.4 and 4.1.5). */
function isWellFormed(request: IppMessage): boolean {
  const [first] = request.groups;
  const names = first?.attributes.slice(0, 3).map(({ name }) => name);
  return (
    first?.tag === 'operation' &&
    names?.join() === 'attributes-charset,attributes-natural-language,printer-uri' &&
    request.version.major <= 2
  );
}

function reply(request: IppMessage, code: number, groups: readonly IppGroup[] = []): IppMessage {
  const operation: IppGroup = {
    tag: 'operation',
    attributes: [
      attribute('attributes-charset', { kind: 'charset', value: 'utf-8' }),
      attribute('attributes-natural-language', { kind: 'naturalLanguage', value: 'en' }),
    ],
  };
  return { ...request, code, groups: [operation, ...groups], data: new Uint8Array() };
}
