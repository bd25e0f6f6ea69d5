import type { Row } from '../page-content.ts';
import type { PaperData } from '../paper-data.ts';
import { rowsOf, timeText, valueOf } from '../paper-values.ts';
import type { RowSpec } from '../paper-values.ts';
import type { BothWords } from '../words.ts';
import { frameOf, modelForm, wantedBy } from './paper-kind.ts';
import type { PaperKind } from './paper-kind.ts';

/** Where a host declares the guest, the fields are the guest's; the person is the host. */
const guest: readonly RowSpec[] = [
  { label: 'surname', from: ['surname', 'guestSurname'], half: true, required: true },
  { label: 'givenNames', from: ['givenNames', 'guestGivenNames'], half: true },
  { label: 'sex', from: ['guestSex', 'sex'], half: true, required: true },
  { label: 'birthDate', from: ['guestBirthDate', 'birthDate'], half: true, required: true },
  { label: 'nationality', from: ['guestNationality', 'nationality'], half: true, required: true },
  { label: 'documentNumber', from: ['guestDocumentNumber', 'documentNumber'], half: true, required: true },
  { label: 'documentExpiry', from: ['guestDocumentExpiry', 'documentExpiry'], half: true },
  { label: 'visaType', half: true },
  { label: 'visaNumber', half: true },
  { label: 'stayUntil', half: true },
];
const stay: readonly RowSpec[] = [
  { label: 'entryDate', half: true, required: true },
  { label: 'port', half: true },
  { label: 'stayPurpose', half: true },
  { label: 'arrivalDate', half: true, required: true },
  { label: 'departureDate', half: true },
  { label: 'phone', half: true },
  { label: 'stayAddress', required: true },
];

/** 临时住宿登记表: proves that somebody's address is registered; asked for by who issues permits and licences. */
export const accommodationSlip: PaperKind = {
  mustSay: [
    ...wantedBy('exitEntryLaw', '39(2)')(
      'papers:labels.surname',
      'papers:labels.nationality',
      'papers:labels.documentNumber',
      'papers:labels.arrivalDate',
      'papers:labels.stayAddress',
      'papers:labels.host',
      'papers:labels.registeredAt',
    ),
    ...modelForm(
      'papers:accommodationSlip.title',
      'papers:labels.entryDate',
      'papers:accommodationSlip.again',
      'papers:accommodationSlip.check',
      'papers:accommodationSlip.keep',
    ),
  ],
  content(data, say) {
    return {
      ...frameOf(data, say),
      title: say('papers:accommodationSlip.title'),
      statement: null,
      parts: [
        { kind: 'rows', heading: say('papers:headings.guest'), rows: rowsOf(data, guest, say) },
        {
          kind: 'rows',
          heading: say('papers:headings.stay'),
          rows: [...rowsOf(data, stay, say), ...hostRows(data, say)],
        },
      ],
      notes: [
        ...(data.certificate ? [] : [say('papers:notYetSent')]),
        say('papers:accommodationSlip.again'),
        say('papers:accommodationSlip.check'),
        say('papers:accommodationSlip.keep'),
      ],
    };
  },
};

/** The host by name only: their number is nobody's who reads the guest's slip. */
function hostRows(data: PaperData, say: BothWords): Row[] {
  const hostIsHere = data.answers.some(({ id }) => id === 'guestSurname');
  const host = valueOf(data, hostIsHere ? 'name' : 'hostName', say) ?? say('papers:accommodationSlip.noHost');
  const registeredAt = data.certificate ? timeText(data.certificate.issuedAt) : say('papers:notYet');
  return [
    { label: say('papers:labels.host'), value: host, half: true },
    ...rowsOf(data, [{ label: 'relation', half: true }], say),
    { label: say('papers:labels.registeredAt'), value: registeredAt },
  ];
}
