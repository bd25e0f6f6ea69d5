import type { Clock } from '../../clock/clock.ts';
import { normaliseCitizenId } from '../../contract/citizen-id.ts';
import { normalisePersonName } from '../../contract/person-name.ts';
import { err, ok } from '../../contract/result.ts';
import type { Result } from '../../contract/result.ts';
import type { TravelDocument } from '../../contract/travel-document.ts';
import type { ClaimedDocument, IdentityClaim, PersonRecord, RecordError } from '../gateway.ts';
import type { EvidenceKind } from '../submission-content.ts';
import type { SyntheticPerson } from './people.ts';
import { shortLived } from './short-lived.ts';

/** The population register as the gateway shows it: one person, to somebody who can name them. */
export interface Register {
  /** Not a search: each claim names one person exactly, or nobody. */
  find(claim: IdentityClaim): Result<PersonRecord, RecordError>;
  isOpen(recordId: string): boolean;
  /** Whose record it is, while it is open. */
  holder(recordId: string): SyntheticPerson | undefined;
  /** Notes that the person behind the record was recognised; the id goes into the submission. */
  giveEvidence(recordId: string, kind: EvidenceKind): string;
  /** Whether this evidence was given for this person within the hour. */
  isEvidence(evidence: { kind: EvidenceKind; evidenceId: string }, number: string): boolean;
  /** The same, however they were recognised. */
  wasRecognised(evidenceId: string, number: string): boolean;
  person(number: string): SyntheticPerson | undefined;
  /** Whose travel document has this number. */
  documentHolder(document: Pick<ClaimedDocument, 'kind' | 'issuingState' | 'number'>): SyntheticPerson | undefined;
}

export function register(people: readonly SyntheticPerson[], clock: Clock): Register {
  const byNumber = new Map(people.map((person) => [person.number, person]));
  const byDocument = new Map(
    people.flatMap((person) =>
      person.documents.map((document) => [documentKey(document), { person, document }] as const),
    ),
  );
  const byCode = new Map(people.map((person) => [person.identityCode, person]));
  const records = shortLived<SyntheticPerson>(clock);
  const evidences = shortLived<{ readonly number: string; readonly kind: EvidenceKind }>(clock);

  function claimed(claim: IdentityClaim): SyntheticPerson | undefined {
    switch (claim.by) {
      case 'number': {
        const person = byNumber.get(normaliseCitizenId(claim.number));
        return person && comparableName(person.name) === comparableName(claim.name) ? person : undefined;
      }
      case 'document': {
        const known = byDocument.get(documentKey(claim.document));
        return known && isSameHolder(known.document, claim.document) ? known.person : undefined;
      }
      case 'code':
        return byCode.get(claim.code);
    }
  }

  return {
    find(claim) {
      const person = claimed(claim);
      if (!person) return err('notFound');
      if (person.standing === 'deceased') return err('notEligible');
      const { name, number, group, sex, birthDate } = person;
      return ok({ recordId: records.keep(person), name, number, group, sex, birthDate });
    },
    isOpen: (recordId) => records.get(recordId) !== undefined,
    holder: (recordId) => records.get(recordId),
    giveEvidence(recordId, kind) {
      const record = records.get(recordId);
      if (!record) throw new Error('Evidence for a record that is not open');
      return evidences.keep({ number: record.number, kind });
    },
    isEvidence({ kind, evidenceId }, number) {
      const evidence = evidences.get(evidenceId);
      return evidence?.number === number && evidence.kind === kind;
    },
    wasRecognised: (evidenceId, number) => evidences.get(evidenceId)?.number === number,
    person: (number) => byNumber.get(number),
    documentHolder: (document) => byDocument.get(documentKey(document))?.person,
  };
}

const documentKey = ({
  kind,
  issuingState,
  number,
}: Pick<ClaimedDocument, 'kind' | 'issuingState' | 'number'>): string => [kind, issuingState, number].join(' ');

/** Letters of a name in the zone of a permit of ours: the smallest room. A longer name is cut off there (ICAO 9303 too). */
const fewestLetters = 18;

/** The same birth date, and the same name as far as the zone had room for it. */
function isSameHolder(known: TravelDocument, read: ClaimedDocument): boolean {
  const [whole, seen] = [known, read].map(({ surname, givenNames }) => `${surname}<<${givenNames}`);
  if (known.birthDate !== read.birthDate || whole === undefined || seen === undefined) return false;
  return whole === seen || (seen.length >= fewestLetters && whole.startsWith(seen));
}

/** Latin names are written in either case. */
const comparableName = (name: string): string => normalisePersonName(name).toUpperCase();
