import { chinaMinute } from '../clock/china-time.ts';
import type { Receipt, ReceiptLine } from '../../devices/receipt-printer/receipt-printer.ts';
import type { Bilingual, Language } from '../contract/language.ts';
import { maskCitizenId, maskPersonName } from '../contract/masking.ts';
import { wordsFor } from './words.ts';

/** What a receipt tells about one stored submission. */
export interface ReceiptData {
  readonly hallName: Bilingual;
  readonly serviceName: Bilingual;
  /** The visitor's: stands first on the slip. */
  readonly language: Language;
  readonly receiptNumber: string;
  readonly maskedName: string;
  readonly maskedNumber: string;
  /** A label: the kiosk's clock is not trusted for anything else. */
  readonly printedAt: Date;
  readonly certificate: {
    readonly number: string;
    /** ISO 8601 */
    readonly validUntil: string;
    readonly verificationUrl: string;
  } | null;
  readonly problem: 'certificateNotPrinted' | null;
  readonly officerPhone: string;
}

/**
 * The dated, numbered receipt for an application (Administrative Licensing Law, Art. 32), in both languages with the
 * visitor's first. Personal data is masked: a slip is dropped more easily than a certificate.
 */
export function receiptFor(data: ReceiptData, localesDir?: string): Receipt {
  const inBoth = bothLanguages(data.language, localesDir);
  const [first, second] = inBoth.order;
  const next = inBoth.texts(`receipt:nextStep.${nextStep(data)}`);
  const scan = inBoth.texts(`receipt:scan.${data.certificate ? 'certificate' : 'number'}`);
  const where = inBoth.order.map((language) =>
    wordsFor(language, localesDir)('receipt:where', { phone: data.officerPhone, hall: data.hallName[language] }),
  );
  const heading = inBoth.texts('receipt:title');
  return {
    lines: [
      { kind: 'text', text: data.hallName[first], align: 'centre', bold: true },
      { kind: 'text', text: data.hallName[second], align: 'centre' },
      { kind: 'feed', lines: 1 },
      { kind: 'text', text: heading[0], align: 'centre', bold: true, size: 2 },
      { kind: 'text', text: heading[1], align: 'centre' },
      { kind: 'rule' },
      { kind: 'text', text: data.serviceName[first], bold: true },
      { kind: 'text', text: data.serviceName[second] },
      { kind: 'rule' },
      { kind: 'pair', label: inBoth.label('receipt:number'), value: data.receiptNumber },
      { kind: 'pair', label: inBoth.label('receipt:time'), value: chinaMinute(data.printedAt) },
      // Masking twice changes nothing; a caller who forgets it must not put a name on paper.
      { kind: 'pair', label: inBoth.label('receipt:name'), value: maskPersonName(data.maskedName) },
      { kind: 'pair', label: inBoth.label('receipt:idNumber'), value: maskCitizenId(data.maskedNumber) },
      ...certificateLines(data, inBoth),
      { kind: 'rule' },
      { kind: 'text', text: inBoth.label('receipt:next'), bold: true },
      ...paragraphs(next),
      { kind: 'feed', lines: 1 },
      { kind: 'qr', data: data.certificate?.verificationUrl ?? data.receiptNumber },
      ...scan.map((text): ReceiptLine => ({ kind: 'text', text, align: 'centre' })),
      { kind: 'rule' },
      ...paragraphs(where),
      { kind: 'feed', lines: 1 },
      ...paragraphs(inBoth.texts('receipt:notProof')),
    ],
  };
}

interface BothLanguages {
  readonly order: readonly [Language, Language];
  readonly texts: (key: string) => readonly [string, string];
  readonly label: (key: string) => string;
}

function bothLanguages(language: Language, localesDir: string | undefined): BothLanguages {
  const order = [language, language === 'en' ? 'zh-CN' : 'en'] as const;
  const texts = (key: string) => [wordsFor(order[0], localesDir)(key), wordsFor(order[1], localesDir)(key)] as const;
  return { order, texts, label: (key) => texts(key).join(' ') };
}

const nextStep = (data: ReceiptData): 'certificateNotPrinted' | 'certificatePrinted' | 'accepted' =>
  data.problem ?? (data.certificate ? 'certificatePrinted' : 'accepted');

const paragraphs = (texts: readonly string[]): readonly ReceiptLine[] => texts.map((text) => ({ kind: 'text', text }));

function certificateLines({ certificate }: ReceiptData, { label }: BothLanguages): readonly ReceiptLine[] {
  if (!certificate) return [];
  const validUntil = new Date(certificate.validUntil);
  return [
    { kind: 'rule' },
    { kind: 'pair', label: label('receipt:certificateNumber'), value: certificate.number },
    {
      kind: 'pair',
      label: label('receipt:validUntil'),
      value: Number.isNaN(validUntil.getTime()) ? certificate.validUntil : chinaMinute(validUntil),
    },
  ];
}
