/** A printer's state and its reasons (RFC 8011, 5.4.11 and 5.4.12) in the kiosk's words. */
import type { DeviceState } from '../../main/contract/device-status.ts';
import type { DocumentPrintError, DocumentPrinterStatus } from './document-printer.ts';
import { printerStates } from './operations.ts';
import { numberOf, textsOf, valuesOf } from './protocol.ts';
import type { IppMessage } from './protocol.ts';

/** What a printer can suffer from, the first a person would see coming first. */
const problems = ['coverOpen', 'paperJam', 'paperOut', 'tonerOut', 'offline', 'busy', 'printerFault'] as const;
export type PrinterProblem = Extract<DocumentPrintError, (typeof problems)[number]>;

/**
 * Reasons that name what is missing count with every suffix: ippeveprinter, for one, reports an empty tray as
 * `media-empty-report` while idle and `media-empty-warning` while a job waits for paper.
 */
const definite: Readonly<Record<string, PrinterProblem>> = {
  'media-empty': 'paperOut',
  'media-needed': 'paperOut',
  'input-tray-missing': 'paperOut',
  'media-jam': 'paperJam',
  'cover-open': 'coverOpen',
  'door-open': 'coverOpen',
  'interlock-open': 'coverOpen',
  'toner-empty': 'tonerOut',
  'marker-supply-empty': 'tonerOut',
  'developer-empty': 'tonerOut',
  'spool-area-full': 'busy',
  shutdown: 'offline',
  offline: 'offline',
  'connecting-to-device': 'offline',
  'timed-out': 'offline',
};

/** Everything else (fuser, drum, waste toner, output tray, paused, other) only counts when it stops the printer. */
const harmless = new Set([
  'none',
  'media-low',
  'toner-low',
  'marker-supply-low',
  'developer-low',
  'opc-near-eol',
  'marker-waste-almost-full',
  'output-area-almost-full',
  // Of several output devices one has stopped; the others print.
  'stopped-partly',
]);

interface Reason {
  readonly name: string;
  readonly isError: boolean;
}

/** `media-empty-warning` is `media-empty`, no error. A reason without a suffix is an error (RFC 8011, 5.4.12). */
export function parseReason(keyword: string): Reason {
  const suffix = /-(report|warning|error)$/.exec(keyword);
  const name = suffix ? keyword.slice(0, suffix.index) : keyword;
  return { name, isError: name !== 'none' && (!suffix || suffix[1] === 'error') };
}

export interface PrinterCondition {
  /** 3 idle, 4 processing, 5 stopped */
  readonly state: number;
  readonly reasons: readonly string[];
  readonly acceptsJobs: boolean;
}

/** The condition that an answer to Get-Printer-Attributes tells, or null when it has no printer-state. */
export function conditionOf(answer: IppMessage): PrinterCondition | null {
  const state = numberOf(answer, 'printer', 'printer-state');
  const [accepting] = valuesOf(answer, 'printer', 'printer-is-accepting-jobs');
  if (state === null) return null;
  return {
    state,
    reasons: textsOf(answer, 'printer', 'printer-state-reasons'),
    acceptsJobs: accepting?.kind === 'boolean' ? accepting.value : true,
  };
}

/** What keeps the printer from printing, or null. */
export function problemOf(condition: PrinterCondition): PrinterProblem | null {
  const reasons = condition.reasons.map(parseReason);
  const stopped = condition.state === printerStates.stopped;
  const found = reasons.flatMap(({ name, isError }) => {
    const known = definite[name];
    if (known) return [known];
    return (stopped || isError) && !harmless.has(name) ? ['printerFault' as const] : [];
  });
  if (found.length === 0 && (stopped || !condition.acceptsJobs)) return 'printerFault';
  return problems.find((problem) => found.includes(problem)) ?? null;
}

/** Before the first answer and without one; the driver adds the state and its reason. */
export const unknownStatus: Omit<DocumentPrinterStatus, 'device'> = {
  paper: 'unknown',
  media: 'unknown',
  toner: 'unknown',
  coverOpen: false,
};

/** `userError`: a person can put it right on the spot; `hardwareError`: a technician must. */
const deviceStates: Readonly<Record<PrinterProblem, DeviceState>> = {
  coverOpen: 'userError',
  paperJam: 'userError',
  paperOut: 'userError',
  tonerOut: 'userError',
  offline: 'offline',
  busy: 'deviceBusy',
  printerFault: 'hardwareError',
};

export function statusOf(condition: PrinterCondition): DocumentPrinterStatus {
  const names = condition.reasons.map((reason) => parseReason(reason).name);
  const has = (...wanted: string[]): boolean => wanted.some((name) => names.includes(name));
  const hasProblem = (problem: PrinterProblem): boolean => names.some((name) => definite[name] === problem);
  const problem = problemOf(condition);
  const jammed = hasProblem('paperJam');
  return {
    device: problem === null ? 'online' : deviceStates[problem],
    paper: jammed ? 'jammed' : hasProblem('paperOut') ? 'out' : has('media-low') ? 'low' : 'full',
    media: jammed ? 'jammed' : has('output-area-full', 'output-area-almost-full') ? 'present' : 'unknown',
    toner: hasProblem('tonerOut') ? 'out' : has('toner-low', 'marker-supply-low', 'developer-low') ? 'low' : 'full',
    coverOpen: hasProblem('coverOpen'),
  };
}
