import type { VisitorGroup } from '../../../contract/visitor-group.ts';
import type { CaseSubject } from '../../service-case.ts';
import type { SyntheticPerson } from '../people.ts';
import type { World } from '../world/world.ts';

/** One visitor's question to one office. */
export interface Asked {
  readonly world: World;
  /** YYYY-MM-DD, of the office. */
  readonly today: string;
  readonly group: VisitorGroup;
  /** Whose business it is, proved or by their document; null where nobody was asked who they are. */
  readonly person: SyntheticPerson | null;
  /** The adult who proved who they are, for a child whose business it is. */
  readonly guardian: SyntheticPerson | null;
  readonly answers: Readonly<Record<string, string>>;
}

/** `refusal` without a subject, or a subject: what an office says no to, it does not show. */
export type Finding =
  | { readonly refusal: string; readonly from?: string }
  | {
      readonly subject: CaseSubject;
      readonly known?: Readonly<Record<string, string>>;
      /** Absent: at once. */
      readonly answeredNow?: boolean;
    };

/** Pure: the same question to the same world on the same day has the same answer. */
export type CaseRule = (asked: Asked) => Finding;

/** Of a proved person; for a service that asks who one is, a question without one is answered like an unknown record. */
export const ofPerson =
  (unknown: string, rule: (asked: Asked & { readonly person: SyntheticPerson }) => Finding): CaseRule =>
  (asked) =>
    asked.person ? rule({ ...asked, person: asked.person }) : { refusal: unknown };

export const nothingOnFile: Finding = { subject: { kind: 'none' } };

/** In full years. */
export const ageOn = (birthDate: string, today: string): number =>
  Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (today.slice(5) < birthDate.slice(5) ? 1 : 0);

/** As registered, and as last given to an office. */
export function contactOf({ world, person }: Asked): Readonly<Record<string, string>> {
  const key = person?.key ?? '';
  const phone = world.phones[key];
  const address = world.households.find(({ members }) => members.some((member) => member.person === key))?.address;
  return { ...(phone && { phone }), ...(address && { address }) };
}
