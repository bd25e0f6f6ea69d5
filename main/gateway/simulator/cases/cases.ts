import type { Clock } from '../../../clock/clock.ts';
import { chinaDay } from '../../../clock/china-time.ts';
import { err, ok } from '../../../contract/result.ts';
import type { Result } from '../../../contract/result.ts';
import { travelDocumentKinds } from '../../../contract/travel-document.ts';
import type { ProblemType } from '../../messages.ts';
import type { CaseQuestion, ServiceCase } from '../../service-case.ts';
import type { SyntheticPerson } from '../people.ts';
import type { Register } from '../register.ts';
import { shortLived } from '../short-lived.ts';
import type { World } from '../world/world.ts';
import { exitEntryCases } from './exit-entry-cases.ts';
import type { Asked, CaseRule, Finding } from './finding.ts';
import { householdCases } from './household-cases.ts';
import { trafficCases } from './traffic-cases.ts';
import { vehicleCases } from './vehicle-cases.ts';

/** By the service's id. */
export const caseRules: Readonly<Record<string, CaseRule>> = {
  ...householdCases,
  ...exitEntryCases,
  ...trafficCases,
  ...vehicleCases,
};

/** A case that was opened within the hour, as a submission refers to it. */
export interface OpenedCase {
  readonly service: string;
  readonly person: SyntheticPerson | null;
  readonly answers: Readonly<Record<string, string>>;
  readonly opened: Omit<ServiceCase, 'caseId'>;
}

export interface Cases {
  open(question: CaseQuestion): Result<ServiceCase, ProblemType>;
  /** undefined for one that nobody opened, or that is gone. */
  get(caseId: string): OpenedCase | undefined;
}

export function cases({
  world,
  register,
  clock,
}: {
  readonly world: World;
  readonly register: Register;
  readonly clock: Clock;
}): Cases {
  const kept = shortLived<OpenedCase>(clock);
  return {
    open(question) {
      const rule = caseRules[question.service];
      if (!rule) return err('notFound');
      const who = whose(question, register);
      if (!who.ok) return who;
      const { group, answers, service } = question;
      const { person } = who.value;
      const asked: Asked = { world, today: chinaDay(clock.wallTime()), group, answers, ...who.value };
      const opened = shown(rule(asked));
      return ok({ caseId: kept.keep({ service, person, answers, opened }), ...opened });
    },
    get: (caseId) => kept.get(caseId),
  };
}

type Who = Pick<Asked, 'person' | 'guardian'>;

/** By a record only with evidence of who opened it; by a document whoever it belongs to, which is little. */
function whose({ about }: CaseQuestion, register: Register): Result<Who, ProblemType> {
  switch (about.by) {
    case 'answers':
      return ok({ person: null, guardian: null });
    case 'document':
      return ok({ person: documentHolder(about, register) ?? null, guardian: null });
    case 'record': {
      const proved = register.holder(about.recordId);
      if (!proved || !register.wasRecognised(about.evidenceId, proved.number)) return err('recordGone');
      if (about.wardRecordId === null) return ok({ person: proved, guardian: null });
      const ward = register.holder(about.wardRecordId);
      return ward ? ok({ person: ward, guardian: proved }) : err('recordGone');
    }
  }
}

type ByDocument = Extract<CaseQuestion['about'], { by: 'document' }>;

/** A travel document, or a card on the reader by its layout; its birth date, where it says one, must be the holder's. */
function documentHolder({ kind, issuingState, number, birthDate }: ByDocument, register: Register) {
  const travelKind = travelDocumentKinds.find((one) => one === kind);
  const holder = travelKind
    ? register.documentHolder({ kind: travelKind, issuingState, number })
    : register.person(number);
  return birthDate === null || holder?.birthDate === birthDate ? holder : undefined;
}

function shown(finding: Finding): Omit<ServiceCase, 'caseId'> {
  if ('refusal' in finding) {
    const refusal = { reason: finding.refusal, from: finding.from ?? null };
    return { refusal, known: {}, answeredNow: true, subject: { kind: 'none' } };
  }
  const { known = {}, answeredNow = true, subject } = finding;
  return { refusal: null, known: { ...known }, answeredNow, subject };
}
