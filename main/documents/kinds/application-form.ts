import { chinaDay } from '../../clock/china-time.ts';
import type { Bilingual } from '../../contract/language.ts';
import type { PaperData } from '../paper-data.ts';
import { dateText, factText, optionOf, rowsOf } from '../paper-values.ts';
import type { RowSpec } from '../paper-values.ts';
import type { BothWords } from '../words.ts';
import { personRows } from './person-rows.ts';
import { frameOf, modelForm, wantedBy } from './paper-kind.ts';
import type { PaperKind } from './paper-kind.ts';

const contact: readonly RowSpec[] = [
  { label: 'address' },
  { label: 'phone' },
  { label: 'emergencyContact', from: ['emergencyContactName'], half: true },
  { label: 'emergencyPhone', from: ['emergencyContactPhone'], half: true },
];
const wanted: readonly RowSpec[] = [
  { label: 'permitKind', half: true },
  { label: 'reissueReason', half: true, required: true },
  { label: 'oldDocument', from: ['oldPassportNumber', 'hkMacaoPermitNumber', 'taiwanPermitNumber'], half: true },
];

/** 出入境证件申请表, filled in by the machine from what the visitor said, signed on its screen. */
export const applicationForm: PaperKind = {
  mustSay: [
    ...wantedBy('passportLaw', '11')('papers:labels.reissueReason'),
    ...modelForm(
      'papers:applicationForm.title',
      'papers:applicationForm.declaration',
      ...['name', 'sex', 'birthDate', 'idNumber', 'address', 'phone', 'emergencyContact'].map(labelled),
      ...['document', 'fee', 'collection'].map(labelled),
    ),
  ],
  content: (data, say) => ({
    ...frameOf(data, say),
    title: say('papers:applicationForm.title'),
    statement: null,
    parts: [
      {
        kind: 'rows',
        heading: say('papers:headings.applicant'),
        rows: [...personRows(data, say), ...rowsOf(data, [{ label: 'birthplace' }], say)],
        photo: { jpeg: data.photoJpeg },
      },
      { kind: 'rows', heading: say('papers:headings.contact'), rows: rowsOf(data, contact, say) },
      {
        kind: 'rows',
        heading: say('papers:headings.application'),
        rows: [
          { label: say('papers:labels.document'), value: say(`services:${data.service.id}.name`) },
          ...rowsOf(data, wanted, say),
          { label: say('papers:labels.fee'), value: feeText(data, say) },
          { label: say('papers:labels.collection'), value: collection(data, say) },
        ],
      },
    ],
    signed: {
      declaration: say('papers:applicationForm.declaration'),
      path: data.signaturePath,
      date: dateText(chinaDay(data.printedAt)),
    },
    notes: [say(data.outcome === 'provisional' ? 'papers:notYetSent' : 'papers:applicationForm.decided')],
  }),
};

function labelled(id: string): string {
  return `papers:labels.${id}`;
}

function feeText({ payment }: PaperData, say: BothWords): Bilingual {
  if (!payment) return say('papers:fee.none');
  const amount = factText({ kind: 'money', fen: payment.amountFen }, say);
  const receipt = payment.state === 'paid' ? payment.fiscalReceiptNumber : '';
  return say(`papers:fee.${payment.state}`, (language) => ({ amount: amount[language], receipt }));
}

/** By post to the address above, or at the place that the directory names. */
function collection(data: PaperData, say: BothWords): Bilingual {
  const { place } = data;
  if (optionOf(data, 'documentDelivery') === 'post') return say('papers:byPost');
  return place ? place.name : say('papers:atCounter');
}
