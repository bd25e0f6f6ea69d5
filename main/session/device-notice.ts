import type { BrokenDevice } from '../catalogue/service-view.ts';
import type { DeviceName } from '../contract/device-status.ts';
import type { ProblemCode } from '../contract/problem.ts';
import { stateName, type JourneyState } from '../journey/journey.ts';

/** The device that a state is about: while it is away nothing else matters there. */
const usedIn: Readonly<Record<string, DeviceName>> = {
  placeCard: 'idCardReader',
  scanDocument: 'passportReader',
  scanCode: 'codeScanner',
  faceCapture: 'camera',
  fingerprint: 'fingerprintReader',
  insertPermit: 'permitSlot',
  idPhoto: 'camera',
  fingerRight: 'fingerprintReader',
  fingerLeft: 'fingerprintReader',
  surrenderCard: 'permitSlot',
};

/**
 * States in which a visitor can still decide, knowing that a device for the end of the visit is away. Where a machine
 * works the next page says it; from the first sheet on, printing tells its own problems.
 */
const undecided: ReadonlySet<string> = new Set([
  'about',
  'notice',
  'question',
  'faceConsent',
  'identityMethod',
  'idNumber',
  'personName',
  'placeCard',
  'cardShown',
  'scanDocument',
  'documentGivenUp',
  'documentShown',
  'scanCode',
  'faceCapture',
  'faceReview',
  'fingerprint',
  'officer',
  'recordShown',
  'guardianAsked',
  'records',
  'choose',
  'statement',
  'defence',
  'field',
  'scanField',
  'typedDocument',
  'idPhoto',
  'payChoice',
  'sign',
  'review',
]);

/** What the visitor should know of a device that is away now; null when none matters where they are. */
export function deviceNotice(
  state: JourneyState,
  brokenDevices: readonly BrokenDevice[],
): { readonly problem: ProblemCode; readonly concerns: 'thisStep' | 'theEnd' } | null {
  const problemOf = (device: DeviceName | undefined): ProblemCode | null =>
    brokenDevices.find((broken) => broken.device === device)?.problem ?? null;
  const name = stateName(state);
  const here = problemOf(usedIn[name]);
  if (here) return { problem: here, concerns: 'thisStep' };
  if (!undecided.has(name)) return null;
  for (const device of state.context.definition.needs.devices) {
    const problem = problemOf(device);
    if (problem) return { problem, concerns: 'theEnd' };
  }
  return null;
}
