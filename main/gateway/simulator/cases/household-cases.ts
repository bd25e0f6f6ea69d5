import { addDays, addMonths } from '../../../contract/calendar-day.ts';
import { normaliseReceiptNumber } from '../../../contract/receipt-number.ts';
import type { CaseSubject } from '../../service-case.ts';
import type { SyntheticPerson } from '../people.ts';
import { newCardValidity } from '../world/id-cards.ts';
import { ageOn, nothingOnFile, ofPerson } from './finding.ts';
import type { Asked, CaseRule } from './finding.ts';
import { householdCertificate } from './household-certificate.ts';

/** 户政: what the offices of household registration say. */
export const householdCases = {
  'temp-id-proof': ofPerson('recordNotUsable', ({ world, person, guardian }) => {
    if (world.unusableRecords.includes(person.key)) return { refusal: 'recordNotUsable' };
    const acts = (one: SyntheticPerson): boolean =>
      world.guardians.some((pair) => pair.guardian === one.key && pair.ward === person.key);
    return guardian && !acts(guardian) ? { refusal: 'guardianNotRegistered' } : nothingOnFile;
  }),

  'id-card-renewal': ofPerson('recordNotUsable', (asked) => {
    const { world, today, person } = asked;
    const obstacle = cardObstacle(asked);
    if (obstacle) return { refusal: obstacle };
    const card = world.idCards.find(({ holder }) => holder === person.key);
    if (!card) return { refusal: 'firstIssueAtCounter' };
    // In its last three months, or after (its city's rule). A card for good has no such day.
    if (card.validUntil === null) return { refusal: 'tooEarlyToRenew' };
    const from = addMonths(card.validUntil, -3);
    if (today < from) return { refusal: 'tooEarlyToRenew', from };
    if (!card.fingerprints) return { refusal: 'noFingerprintsOnRecord' };
    return { subject: idCardSubject(asked, person), answeredNow: false };
  }),

  'id-card-replacement': ofPerson('recordNotUsable', (asked) => {
    const obstacle = cardObstacle(asked);
    return obstacle ? { refusal: obstacle } : { subject: idCardSubject(asked, asked.person), answeredNow: false };
  }),

  'id-card-collection': ofPerson('notTheApplicant', ({ world, person, answers }) => {
    const asked = normaliseReceiptNumber(answers['receiptNumber'] ?? '');
    const card = world.applications.find(
      ({ service, receiptNumber }) => service.startsWith('id-card-') && normaliseReceiptNumber(receiptNumber) === asked,
    );
    if (!card) return { refusal: 'cardNotHere' };
    // No proxy, whoever has found the receipt.
    if (card.applicant !== person.key) return { refusal: 'notTheApplicant' };
    if (['received', 'inReview', 'inProduction'].includes(card.state)) return { refusal: 'cardNotReady' };
    if (card.state !== 'ready' || card.lies !== 'thisHall') return { refusal: 'cardNotHere' };
    const { receiptNumber, oldCardDue } = card;
    return { subject: { kind: 'collection', receiptNumber, document: 'residentIdCard', oldCardDue } };
  }),

  'household-certificate': ofPerson('recordNotUsable', householdCertificate),

  'no-criminal-record': ofPerson('proofOfUseNeeded', ({ world, today, person, group }) => {
    if (group === 'foreign') {
      const daysHere = world.stays.find(({ holder }) => holder === person.key)?.daysHere ?? 0;
      if (daysHere < 180) return { refusal: 'stayedUnder180Days', from: addDays(today, 180 - daysHere) };
    }
    const yearAgo = addMonths(today, -12);
    const requests = world.noCriminalRecordRequests.filter((one) => one.person === person.key && one.on > yearAgo);
    // The fourth within a year says what it is for.
    if (requests.length >= 3) return { refusal: 'proofOfUseNeeded' };
    return { ...nothingOnFile, answeredNow: false };
  }),

  'residence-permit-endorsement': ofPerson('noResidencePermit', ({ world, today, person }) => {
    const permit = world.residencePermits.find(({ holder }) => holder === person.key);
    if (!permit) return { refusal: 'noResidencePermit' };
    const { number: permitNumber, endorsedUntil: validUntil } = permit;
    // In the month before each full year (居住证暂行条例 Art. 10); late is taken too.
    const from = addMonths(validUntil, -1);
    if (today < from) return { refusal: 'tooEarlyToEndorse', from };
    return { subject: { kind: 'permit', permitNumber, validUntil } };
  }),
} as const satisfies Record<string, CaseRule>;

/** What stands in the way of any new card. */
function cardObstacle({ world, person }: Asked & { readonly person: SyntheticPerson }): string | null {
  if (world.unusableRecords.includes(person.key)) return 'recordNotUsable';
  if (!world.idCards.some(({ holder }) => holder === person.key)) return 'firstIssueAtCounter';
  return hasRareCharacters(person.name) ? 'rareCharacters' : null;
}

/** Beyond the characters that the card machines of the simulated city can engrave. */
const hasRareCharacters = (name: string): boolean => !/^[\u4e00-\u9fa5·A-Za-z ]+$/.test(name);

function idCardSubject({ world, today }: Asked, person: SyntheticPerson): CaseSubject {
  const card = world.idCards.find(({ holder }) => holder === person.key);
  return {
    kind: 'idCard',
    validUntil: card?.validUntil ?? null,
    issuer: card?.issuer ?? '',
    newValidity: newCardValidity(ageOn(person.birthDate, today)),
  };
}
