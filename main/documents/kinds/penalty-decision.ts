import { chinaDay } from '../../clock/china-time.ts';
import { addDays } from '../../contract/calendar-day.ts';
import type { Bilingual } from '../../contract/language.ts';
import type { IssuedCertificate } from '../../gateway/gateway.ts';
import type { Row } from '../page-content.ts';
import type { PaperData } from '../paper-data.ts';
import { dateText, factOf, rowsOf } from '../paper-values.ts';
import type { RowSpec } from '../paper-values.ts';
import type { BothWords } from '../words.ts';
import { issuedFrame, wantedBy } from './paper-kind.ts';
import type { PaperKind } from './paper-kind.ts';

const person: readonly RowSpec[] = [
  { label: 'partyName', from: ['name'], half: true, required: true },
  // A driving licence bears the number of its holder's identity document (驾驶证申领和使用规定 Art. 12).
  { label: 'licenceNumber', from: ['number'], half: true, required: true },
  { label: 'plate', required: true },
];
const facts: readonly RowSpec[] = [
  { label: 'violationTime', half: true, required: true },
  { label: 'violationPlace', half: true, required: true },
  { label: 'act', required: true, strong: true },
];
const articles: readonly RowSpec[] = [
  { label: 'brokenArticle', required: true },
  { label: 'penaltyArticle', required: true },
];

/** 15 days from the day on which the decision is handed over (行政处罚法 Art. 67). */
const daysToPay = 15;

/** The last day for the fine of a decision that was handed over when it was issued, YYYY-MM-DD. */
export const payUntil = ({ issuedAt }: Pick<IssuedCertificate, 'issuedAt'>): string =>
  addDays(chinaDay(new Date(issuedAt)), daysToPay);

/** 公安交通管理简易程序处罚决定书, of a violation that a machine may decide. */
export const penaltyDecision: PaperKind = {
  mustSay: [
    ...wantedBy('trafficViolationProcedure', '45')(
      'papers:labels.act',
      'papers:labels.violationTime',
      'papers:labels.violationPlace',
      'papers:labels.brokenArticle',
      'papers:labels.penaltyArticle',
      'papers:labels.howToPay',
      'papers:labels.payUntil',
      'papers:headings.remedies',
      'papers:closing.authority',
    ),
    ...wantedBy('administrativePenaltyLaw', '52')(
      'papers:labels.partyName',
      'papers:labels.penaltyKind',
      'papers:labels.fine',
      'papers:closing.issuedAt',
      'papers:penaltyDecision.signed',
    ),
    ...wantedBy('administrativePenaltyLaw', '59')(
      'papers:labels.evidence',
      'papers:penaltyDecision.reconsideration',
      'papers:penaltyDecision.litigation',
    ),
    ...wantedBy('administrativePenaltyLaw', '44,45')('papers:labels.defence'),
    ...wantedBy('administrativePenaltyLaw', '67')('papers:penaltyDecision.channel'),
    ...wantedBy('trafficViolationProcedure', '60')('papers:penaltyDecision.surcharge'),
    ...wantedBy('demeritPointRules', '3')('papers:labels.points'),
    ...wantedBy('drivingLicenceRules', '12')('papers:labels.licenceNumber'),
  ],
  content(data, say) {
    const frame = issuedFrame(data, say);
    const decided = chinaDay(new Date(frame.certificate.issuedAt));
    return {
      ...frame,
      title: say('papers:penaltyDecision.title'),
      statement: null,
      parts: [
        { kind: 'rows', heading: say('papers:headings.party'), rows: rowsOf(data, person, say) },
        {
          kind: 'rows',
          heading: say('papers:headings.facts'),
          rows: [
            ...rowsOf(data, facts, say),
            { label: say('papers:labels.evidence'), value: say('papers:penaltyDecision.evidence') },
            ...rowsOf(data, articles, say),
          ],
        },
        { kind: 'rows', heading: say('papers:headings.decision'), rows: decision(data, decided, say) },
        {
          kind: 'text',
          heading: say('papers:headings.remedies'),
          paragraphs: [
            say('papers:penaltyDecision.channel'),
            say('papers:penaltyDecision.surcharge'),
            say('papers:penaltyDecision.reconsideration'),
            say('papers:penaltyDecision.litigation'),
          ],
        },
        {
          kind: 'signature',
          signature: {
            declaration: say('papers:penaltyDecision.signed'),
            path: data.signaturePath,
            date: dateText(decided),
          },
        },
      ],
      notes: [],
    };
  },
};

function decision(data: PaperData, decided: string, say: BothWords): Row[] {
  const fine = fineFen(data);
  const row = (label: string, value: Bilingual): Row => ({ label: say(`papers:labels.${label}`), value });
  return [
    { ...row('penaltyKind', say(`papers:penaltyDecision.kinds.${fine > 0 ? 'fine' : 'warning'}`)), half: true },
    ...rowsOf(
      data,
      [
        { label: 'fine', required: true, half: true },
        { label: 'points', required: true, half: true },
      ],
      say,
    ),
    { ...row('payUntil', fine > 0 ? dateText(addDays(decided, daysToPay)) : say('papers:nothingToPay')), half: true },
    row('howToPay', paid(data, say) ?? say('papers:penaltyDecision.bankOrChannel')),
    row('defence', say(`papers:penaltyDecision.defence.${data.response === 'defend' ? 'taken' : 'waived'}`)),
  ];
}

/** Who decides does not collect (行政处罚法 Art. 67): where it is paid already, the treasury's receipt stands here. */
function paid({ payment }: PaperData, say: BothWords): Bilingual | null {
  if (payment?.state !== 'paid') return null;
  return say('papers:penaltyDecision.paid', { receipt: payment.fiscalReceiptNumber });
}

function fineFen(data: PaperData): number {
  const fine = factOf(data, 'fine');
  if (fine?.kind !== 'money') throw new Error('a penalty decision names its fine, even when it is none');
  return fine.fen;
}
