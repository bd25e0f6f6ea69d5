import { addDays, addMonths } from '../../../contract/calendar-day.ts';
import { normaliseReceiptNumber } from '../../../contract/receipt-number.ts';
import type { EndorsementOption } from '../../service-case.ts';
import type { SyntheticPerson } from '../people.ts';
import { applicationShown } from '../world/applications.ts';
import type { TravelPaper, TravelPaperKind } from '../world/permits.ts';
import type { World } from '../world/world.ts';
import { nothingOnFile, ofPerson } from './finding.ts';
import type { Asked, CaseRule, Finding } from './finding.ts';

/** 出入境: what the office of exit and entry says. */
export const exitEntryCases = {
  'hk-macao-endorsement': ofPerson('noPermitOnRecord', (asked) => {
    const { world, today, person } = asked;
    const permit = paperOf(world, person, 'hkMacaoPermit');
    if (!permit) return { refusal: 'noPermitOnRecord' };
    // It outlives the shortest endorsement.
    if (permit.validUntil < addMonths(today, 3)) return { refusal: 'permitExpiresTooSoon' };
    const given = world.endorsements.filter(({ holder }) => holder === person.key);
    const lately = given.find(
      ({ destination, requestedOn }) => destination !== 'taiwan' && addMonths(requestedOn, 2) > today,
    );
    if (lately) return { refusal: 'requestedLately', from: addMonths(lately.requestedOn, 2) };
    const isLocal = livesHere(world, person);
    const hasResidence = world.residencePermits.some(({ holder }) => holder === person.key);
    if (!isLocal && (given.length === 0 || !hasResidence)) return { refusal: 'firstTimeElsewhere' };
    const { number: permitNumber, validUntil: permitValidUntil } = permit;
    const options = optionsUntil(permitValidUntil, today);
    return { subject: { kind: 'endorsements', permitNumber, permitValidUntil, options } };
  }),

  'passport-reissue': ofPerson('noPassportOnRecord', ({ world, person }) => {
    if (world.unusableRecords.includes(person.key)) return { refusal: 'recordNotUsable' };
    const passport = paperOf(world, person, 'passport');
    if (!passport) return { refusal: 'noPassportOnRecord' };
    return onFile(passport, { oldPassportNumber: passport.number, birthplace: '重庆' });
  }),

  'hk-macao-taiwan-permit-reissue': ofPerson('noPermitOnRecord', ({ world, person, answers }) => {
    if (world.unusableRecords.includes(person.key)) return { refusal: 'recordNotUsable' };
    const hkMacao = paperOf(world, person, 'hkMacaoPermit');
    const taiwan = paperOf(world, person, 'taiwanPermit');
    const wanted = answers['permitKind'] === 'taiwan' ? taiwan : answers['permitKind'] === 'hkMacao' ? hkMacao : null;
    const permit = wanted ?? (answers['permitKind'] === undefined ? (hkMacao ?? taiwan) : undefined);
    if (!permit) return { refusal: 'noPermitOnRecord' };
    return onFile(permit, {
      ...(hkMacao && { hkMacaoPermitNumber: hkMacao.number }),
      ...(taiwan && { taiwanPermitNumber: taiwan.number }),
      birthplace: '重庆',
    });
  }),

  'foreigner-accommodation-registration': ({ world, person }) => {
    const stay = world.stays.find(({ holder }) => holder === person?.key);
    // A host, or somebody whom the border has not told us of: they say it all themselves.
    if (!stay) return nothingOnFile;
    const { visaType, visaNumber, stayUntil, entryDate, port } = stay;
    return {
      known: {
        visaType,
        ...(visaNumber && { visaNumber }),
        stayUntil,
        entryDate,
        port: `${port['zh-CN']} ${port.en}`,
      },
      subject: { kind: 'stay', visaType, visaNumber, stayUntil, entryDate, port },
    };
  },

  'exit-entry-record-query': ({ world, person, answers }) => {
    const { periodFrom = '', periodTo = '9999-12-31', crossingDocument = 'all' } = answers;
    const crossings = (world.crossings[person?.key ?? ''] ?? []).filter(
      ({ date, documentKind }) =>
        date >= periodFrom &&
        date <= periodTo &&
        (crossingDocument === 'all' || (crossingDocument === 'passport') === (documentKind === 'passport')),
    );
    return { subject: { kind: 'crossings', crossings } };
  },

  'exit-entry-progress-query': progress,
} as const satisfies Record<string, CaseRule>;

/** By the receipt's number with the end of the document, or by the permit. */
function progress({ world, answers }: Asked): Finding {
  const { receiptNumber, documentTail, permitNumber } = answers;
  if (permitNumber !== undefined) {
    const permit = world.travelPapers.find(
      (paper) => paper.kind === 'hkMacaoPermit' && !paper.void && paper.number === permitNumber,
    );
    if (!permit) return { refusal: 'applicationNotFound' };
    const theirs = world.applications.filter(
      ({ applicant, service }) => applicant === permit.holder && !service.startsWith('id-card-'),
    );
    const remaining = world.endorsements
      .filter(({ holder }) => holder === permit.holder)
      .map(({ destination, type, remaining: left, validUntil }) => ({
        destination,
        type,
        remaining: left,
        validUntil,
      }));
    return { subject: { kind: 'progress', applications: theirs.map(applicationShown), remaining } };
  }
  const found = world.applications.find(
    (one) =>
      !one.service.startsWith('id-card-') &&
      normaliseReceiptNumber(one.receiptNumber) === normaliseReceiptNumber(receiptNumber ?? '') &&
      one.documentTail === documentTail,
  );
  if (!found) return { refusal: 'applicationNotFound' };
  return { subject: { kind: 'progress', applications: [applicationShown(found)], remaining: [] } };
}

const paperOf = (world: World, person: SyntheticPerson, kind: TravelPaperKind): TravelPaper | undefined =>
  world.travelPapers.find((paper) => paper.holder === person.key && paper.kind === kind && !paper.void);

const onFile = ({ number, validUntil }: TravelPaper, known: Readonly<Record<string, string>>): Finding => ({
  known,
  answeredNow: false,
  subject: { kind: 'permit', permitNumber: number, validUntil },
});

const livesHere = (world: World, person: SyntheticPerson): boolean =>
  world.households.some(({ answersHere, members }) => answersHere && members.some((one) => one.person === person.key));

/** Individual travel is for residents of listed cities, of which this is one; what would outlive the permit is not given. */
function optionsUntil(permitValidUntil: string, today: string): EndorsementOption[] {
  const wholeYear = permitValidUntil >= addDays(today, 366);
  const visits: readonly EndorsementOption['visits'][] = wholeYear
    ? ['threeMonthsOnce', 'threeMonthsTwice', 'yearOnce', 'yearTwice']
    : ['threeMonthsOnce', 'threeMonthsTwice'];
  return (['hongKong', 'macao', 'both'] as const).flatMap((destination) => [
    ...visits.map((each) => ({ destination, type: 'individual' as const, visits: each })),
    ...visits
      .filter((each) => each.endsWith('Once'))
      .map((each) => ({ destination, type: 'group' as const, visits: each })),
  ]);
}
