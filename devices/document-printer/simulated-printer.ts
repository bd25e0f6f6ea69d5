/** The inside of a simulated A4 printer: its paper, its toner and its jobs. Knows IPP, but neither sockets nor time. */
import { membersOf } from './collection.ts';
import { mediaSize } from './media.ts';
import { attribute, integer, jobStates, keywords, operations, printerStates, statusCodes } from './operations.ts';
import { numberOf, textsOf, valuesOf } from './protocol.ts';
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
  readonly media: SimulatedMedia;
  state: number;
}

/** What a sheet was taken from. */
export interface SimulatedMedia {
  readonly media: string;
  readonly source: string;
}

/** What lies in the trays of a usual office printer in China, and what else it knows. */
const supported = {
  sizes: ['iso_a4_210x297mm', 'iso_a5_148x210mm'],
  sources: ['auto', 'tray-1', 'tray-2'],
  types: ['stationery', 'stationery-letterhead'],
  formats: ['application/pdf', 'image/pwg-raster'],
} as const;
const defaultMedia: SimulatedMedia = { media: 'iso_a4_210x297mm', source: 'auto' };

/** Which rule of the game it does not keep. */
export interface SimulatedHabits {
  /** Takes pictures only. */
  readonly noPdf: boolean;
  /** Prints on what it has when it is asked for something else, and does not tell what it has. */
  readonly substitutesMedia: boolean;
  /** Keeps every job until somebody comes to its panel. */
  readonly holdsJobs: boolean;
}

export interface SimulatedPrinter {
  answer(request: IppMessage): IppMessage;
  /** The page of the job that is being printed comes out, unless something stands in the way. */
  finish(): void;
  abort(): void;
  setObstacle(obstacle: Obstacle | null): void;
  setHabits(habits: Partial<SimulatedHabits>): void;
  setSupplies(supplies: { readonly paperLow: boolean; readonly tonerLow: boolean }): void;
  readonly hasOpenJob: boolean;
}

const isOpen = (job: SimulatedJob): boolean => job.state < jobStates.canceled;

/** Paper that came out. */
export interface PrintedPaper extends SimulatedMedia {
  readonly pdf: Uint8Array;
  readonly jobName: string;
}

export function simulatedPrinter(onPrinted: (paper: PrintedPaper) => void): SimulatedPrinter {
  const jobs: SimulatedJob[] = [];
  let obstacle: Obstacle | null = null;
  let low: string[] = [];
  let habits: Partial<SimulatedHabits> = {};
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
        attribute(
          'document-format-supported',
          ...supported.formats
            .filter((format) => !habits.noPdf || format !== 'application/pdf')
            .map((value) => ({ kind: 'mimeMediaType' as const, value })),
        ),
        ...(habits.substitutesMedia
          ? []
          : [
              keywords('media-supported', supported.sizes),
              keywords('media-source-supported', supported.sources),
              keywords('media-type-supported', supported.types),
            ]),
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
    if (format !== 'application/pdf' || habits.noPdf) return reply(request, statusCodes.documentFormatNotSupported);
    const [sides = 'one-sided'] = textsOf(request, 'job', 'sides');
    const media = wantedMedia(request);
    if ((!media && !habits.substitutesMedia) || sides !== 'one-sided') {
      return reply(request, statusCodes.attributesNotSupported, [unsupportedGroup(request)]);
    }
    const [name = ''] = textsOf(request, 'operation', 'job-name');
    const [user = ''] = textsOf(request, 'operation', 'requesting-user-name');
    const state = habits.holdsJobs ? jobStates.held : jobStates.processing;
    const job = { id: jobs.length + 1, name, user, pdf: request.data.slice(), media: media ?? defaultMedia, state };
    jobs.push(job);
    return media
      ? reply(request, statusCodes.ok, [jobGroup(job)])
      : reply(request, statusCodes.okIgnoredOrSubstituted, [unsupportedGroup(request), jobGroup(job)]);
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
      if (!job || obstacle || job.state === jobStates.held) return;
      job.state = jobStates.completed;
      onPrinted({ pdf: job.pdf, jobName: job.name, ...job.media });
    },
    abort() {
      const job = openJob();
      if (job) job.state = jobStates.aborted;
    },
    setObstacle: (next) => void (obstacle = next),
    setHabits: (next) => void (habits = next),
    setSupplies({ paperLow, tonerLow }) {
      low = [...(paperLow ? ['media-low-warning'] : []), ...(tonerLow ? ['marker-supply-low-warning'] : [])];
    },
    get hasOpenJob() {
      return openJob() !== undefined;
    },
  };
}

/** The media of a Print-Job, by its name or by its size; null when there is no such paper or tray. */
function wantedMedia(request: IppMessage): SimulatedMedia | null {
  const members = membersOf(valuesOf(request, 'job', 'media-col'));
  const member = (name: string): string | number | boolean | undefined => {
    const value = members.get(name);
    return value && 'value' in value ? value.value : undefined;
  };
  const [byName] = textsOf(request, 'job', 'media');
  const bySize = supported.sizes.find((size) => {
    const { x, y } = mediaSize(size);
    return x === member('x-dimension') && y === member('y-dimension');
  });
  const media = members.size > 0 ? bySize : supported.sizes.find((size) => size === (byName ?? defaultMedia.media));
  const source = supported.sources.find((each) => each === (member('media-source') ?? defaultMedia.source));
  return media && source ? { media, source } : null;
}

/** Repeats what the printer does not have. */
function unsupportedGroup(request: IppMessage): IppGroup {
  const attributes = request.groups
    .filter(({ tag }) => tag === 'job')
    .flatMap((group) => group.attributes.filter(({ name }) => name.startsWith('media')));
  return { tag: 'unsupported', attributes };
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
