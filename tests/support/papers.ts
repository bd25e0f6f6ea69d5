import { readFileSync } from 'node:fs';
import { foreignerAccommodationRegistration } from '../../main/catalogue/exit-entry/foreigner-accommodation-registration.ts';
import { exitEntryRecordQuery } from '../../main/catalogue/exit-entry/exit-entry-record-query.ts';
import { passportReissue } from '../../main/catalogue/exit-entry/passport-reissue.ts';
import { householdCertificate } from '../../main/catalogue/household/household-certificate.ts';
import { tempIdProof } from '../../main/catalogue/household/temp-id-proof.ts';
import { inspectionMark } from '../../main/catalogue/vehicle/inspection-mark.ts';
import { temporaryPlate } from '../../main/catalogue/vehicle/temporary-plate.ts';
import { trafficViolationHandling } from '../../main/catalogue/vehicle/traffic-violation-handling.ts';
import type { CaseItemView, FactRow } from '../../main/contract/fact-row.ts';
import { documentPdf, type PaperDocument } from '../../main/documents/document.ts';
import type { AnswerLine, PaperData } from '../../main/documents/paper-data.ts';
import { pdfCharacters } from './poppler.ts';

const portrait = readFileSync(new URL('portrait.jpg', import.meta.url));
/** Strokes that look like a name written in haste. */
const signaturePath =
  'M120 210 C200 80 260 90 240 220 Q220 320 150 300 M300 180 L420 150 M360 110 C350 220 340 300 300 330 Q380 260 470 250 M540 130 C620 90 700 120 660 200 Q600 300 720 290 L880 180';

const text = (id: string, said: string): AnswerLine & FactRow => ({ id, value: { kind: 'text', text: said } });
const both = (id: string, zh: string, en: string): AnswerLine & FactRow => ({
  id,
  value: { kind: 'bilingual', text: { 'zh-CN': zh, en } },
});
const date = (id: string, on: string): AnswerLine & FactRow => ({ id, value: { kind: 'date', date: on } });
const option = (id: string, key: string): AnswerLine => ({ id, value: { kind: 'option', key } });

const common: PaperData = {
  service: tempIdProof,
  language: 'zh-CN',
  hallName: { 'zh-CN': '示例市江畔24小时无人警局', en: 'Riverside 24-hour Police Hall' },
  officerPhone: '023-00000110',
  printedAt: new Date('2026-11-21T16:30:00Z'),
  receiptNumber: 'JB26112200012345',
  outcome: 'answered',
  person: { name: '欧阳䶮㛃', number: '500105199001010013', group: 'mainland', sex: 'male', birthDate: '1990-01-01' },
  guardian: null,
  certificate: {
    number: '示公江〔2026〕000123号',
    verificationCode: '7KQ4M2XD9RTAHK3V',
    verificationUrl: 'https://verify.example.org/t/7KQ4M2XD9RTAHK3V',
    issuedAt: '2026-11-21T16:30:00Z',
    validUntil: null,
    authority: {
      'zh-CN': '示例市公安局江畔分局',
      en: 'Riverside Branch, Example Municipal Public Security Bureau',
    },
  },
  answers: [],
  facts: [],
  items: [],
  item: null,
  response: null,
  payment: null,
  handedOver: null,
  photoJpeg: null,
  signaturePath: '',
  documentMissing: false,
  place: null,
};

const issuedUntil = (validUntil: string, number: string): Pick<PaperData, 'certificate'> => ({
  certificate: common.certificate && { ...common.certificate, validUntil, number },
});

const ports = [
  ['深圳湾口岸', 'Shenzhen Bay Port'],
  ['横琴口岸', 'Hengqin Port'],
  ['重庆江北国际机场', 'Chongqing Jiangbei International Airport'],
] as const;
const kinds = ['hkMacaoPermit', 'passport', 'taiwanPermit'] as const;

/** The last first, as an office lists them. */
export function crossings(howMany: number): CaseItemView[] {
  return Array.from({ length: howMany }, (_, index): CaseItemView => {
    const [zh, en] = ports[index % ports.length]!;
    const day = new Date(Date.UTC(2026, 9, 28) - index * 11 * 86_400_000).toISOString().slice(0, 10);
    return {
      id: `crossing-${String(index)}`,
      blocked: null,
      facts: [
        date('crossingDate', day),
        { id: 'direction', value: { kind: 'word', of: 'direction', key: index % 2 === 0 ? 'entry' : 'exit' } },
        both('port', zh, en),
        { id: 'documentKind', value: { kind: 'word', of: 'documentKind', key: kinds[index % kinds.length]! } },
        { id: 'documentNumber', value: { kind: 'hidden', text: 'CA1234567', masked: 'C******67' } },
      ],
    };
  });
}

/** A finished visit for each kind of paper. Nobody in it lives. */
export const paperExamples: Readonly<Record<PaperDocument, PaperData>> = {
  identityProof: {
    ...common,
    ...issuedUntil('2026-11-22T16:30:00Z', '示公江临证〔2026〕000123号'),
    photoJpeg: portrait,
    answers: [option('purpose', 'rail'), text('receivingUnit', '示例北站铁路客运服务中心')],
  },
  householdCertificate: {
    ...common,
    service: householdCertificate,
    answers: [
      option('certificateType', 'kinship'),
      text('relatedName', '欧阳示例'),
      text('relatedNumber', '500105198506150025'),
      option('use', 'inheritance'),
      text('receivingUnit', '示例市江畔公证处'),
    ],
    facts: [
      both(
        'statement',
        '经查户口登记，下列人员为同户亲属。',
        'The household register shows the persons below as relatives of one household.',
      ),
      text('station', '示例市公安局江畔区分局示例路派出所'),
      text('householdAddress', '示例市江畔区示例巷3号2单元5-4'),
      text('kinship', '弟'),
    ],
  },
  crossingRecord: {
    ...common,
    service: exitEntryRecordQuery,
    answers: [
      date('periodFrom', '2024-01-01'),
      date('periodTo', '2026-11-20'),
      option('crossingDocument', 'all'),
      option('recordUse', 'visa'),
    ],
    facts: [{ id: 'crossingCount', value: { kind: 'count', count: 40 } }],
    items: crossings(40),
  },
  penaltyDecision: {
    ...common,
    service: trafficViolationHandling,
    certificate: common.certificate && { ...common.certificate, number: '500105112345678' },
    answers: [text('phone', '13800000000'), option('contactMethod', 'electronic')],
    response: 'accept',
    signaturePath,
    facts: [
      { id: 'violationTime', value: { kind: 'time', time: '2026-11-02T00:41:00Z' } },
      both('violationPlace', '示例大道与江畔路交叉口', 'Crossing of Example Avenue and Riverside Road'),
      text('plate', '渝A12345'),
      both('act', '驾驶机动车不按导向车道行驶', 'Driving in a lane that leads elsewhere'),
      { id: 'fine', value: { kind: 'money', fen: 10_000 } },
      { id: 'points', value: { kind: 'count', count: 1 } },
      both('brokenArticle', '《道路交通安全法》示例条款', 'Example article of the Road Traffic Safety Law'),
      both('penaltyArticle', '《道路交通安全法》第90条', 'Road Traffic Safety Law, Art. 90'),
    ],
  },
  accommodationSlip: {
    ...common,
    service: foreignerAccommodationRegistration,
    person: {
      name: 'ERIKSSON ANNA MARIA',
      number: 'L898902C3',
      group: 'foreign',
      sex: 'female',
      birthDate: '1974-08-12',
    },
    signaturePath,
    answers: [
      option('declarant', 'myself'),
      text('surname', 'ERIKSSON'),
      text('givenNames', 'ANNA MARIA'),
      option('sex', 'female'),
      date('birthDate', '1974-08-12'),
      both('nationality', '瑞典', 'Sweden'),
      text('documentNumber', 'L898902C3'),
      date('documentExpiry', '2032-04-15'),
      option('visaType', 'tourism'),
      text('visaNumber', 'A12345678'),
      date('stayUntil', '2026-12-20'),
      date('entryDate', '2026-11-20'),
      text('port', '重庆江北国际机场'),
      option('stayPurpose', 'tourism'),
      date('arrivalDate', '2026-11-21'),
      date('departureDate', '2026-12-05'),
      both(
        'stayAddress',
        '示例市江畔区示例巷3号2单元5-4',
        'Room 5-4, Unit 2, 3 Example Lane, Riverside District, Example City',
      ),
      option('relation', 'friend'),
      text('hostName', '王示例'),
      text('hostNumber', '500105198506150025'),
      text('phone', '+46701234567'),
    ],
  },
  temporaryPlate: {
    ...common,
    service: temporaryPlate,
    ...issuedUntil('2026-12-21T15:59:59Z', '渝A·12345'),
    signaturePath,
    answers: [
      text('vin', '1M8GDM9AXKP042788'),
      text('engineNumber', 'EX2026A0012345'),
      text('makeModel', '示例牌 SL7000EV'),
      option('colour', 'white'),
      text('invoiceNumber', '012345678901'),
      text('insuranceNumber', 'PDZA202650010000000001'),
      date('fromDate', '2026-11-22'),
    ],
  },
  inspectionMark: {
    ...common,
    service: inspectionMark,
    ...issuedUntil('2028-11-30T15:59:59Z', '示公江检〔2026〕000123号'),
    answers: [option('plateType', 't02'), text('plate', '渝A12345'), text('vinTail', '042788')],
    facts: [both('make', '示例牌', 'Example')],
  },
  applicationForm: {
    ...common,
    service: passportReissue,
    outcome: 'accepted',
    certificate: null,
    photoJpeg: portrait,
    signaturePath,
    answers: [
      option('reissueReason', 'expiring'),
      text('oldPassportNumber', 'E12345678'),
      text('birthplace', '示例市'),
      both('address', '示例市江畔区示例路1号1单元1-1', '1-1, Unit 1, 1 Example Road, Riverside District, Example City'),
      text('phone', '13800000000'),
      text('emergencyContactName', '欧阳示例'),
      text('emergencyContactPhone', '13900000000'),
      option('documentDelivery', 'exitEntryCounter'),
    ],
    payment: {
      state: 'paid',
      amountFen: 12_000,
      fiscalReceiptNumber: '50010526-0012345678',
      url: 'https://fiscal.example.org/r/50010526-0012345678',
    },
  },
};

export const paperKinds = Object.keys(paperExamples).filter((kind): kind is PaperDocument => kind in paperExamples);

/** The example of its kind, with these changes. */
export async function pdfOf(kind: PaperDocument, change: Partial<PaperData> = {}): Promise<Uint8Array> {
  const pdf = await documentPdf(kind, { ...paperExamples[kind], ...change });
  if (!pdf.ok) throw new Error(JSON.stringify(pdf.error));
  return pdf.value;
}

export const charactersOf = async (kind: PaperDocument, change: Partial<PaperData> = {}): Promise<string> =>
  pdfCharacters(await pdfOf(kind, change));
