import { chinaMinute } from '../clock/china-time.ts';
import type { Receipt, ReceiptLine } from '../../devices/receipt-printer/receipt-printer.ts';
import type { Language } from '../contract/language.ts';
import { maskPersonName, maskPersonNumber } from '../contract/masking.ts';
import type { PaperData } from './paper-data.ts';
import { serviceName } from './service-words.ts';
import { wordsFor } from './words.ts';

/**
 * The dated, numbered receipt for an application (Administrative Licensing Law, Art. 32), in both languages with the
 * visitor's first. Personal data is masked: a slip is dropped more easily than a certificate.
 */
export function receiptFor(data: PaperData, localesDir?: string): Receipt {
  const inBoth = bothLanguages(data.language, localesDir);
  const [first, second] = inBoth.order;
  const next = inBoth.texts(`receipt:nextStep.${nextStep(data)}`);
  const scan = inBoth.texts(`receipt:scan.${data.certificate ? 'certificate' : 'number'}`);
  const where = inBoth.order.map((language) =>
    wordsFor(language, localesDir)('receipt:where', { phone: data.officerPhone, hall: data.hallName[language] }),
  );
  const heading = inBoth.texts('receipt:title');
  const name = serviceName(data.service.id, localesDir);
  return {
    lines: [
      { kind: 'text', text: data.hallName[first], align: 'centre', bold: true },
      { kind: 'text', text: data.hallName[second], align: 'centre' },
      { kind: 'feed', lines: 1 },
      { kind: 'text', text: heading[0], align: 'centre', bold: true, size: 2 },
      { kind: 'text', text: heading[1], align: 'centre' },
      { kind: 'rule' },
      { kind: 'text', text: name[first], bold: true },
      { kind: 'text', text: name[second] },
      { kind: 'rule' },
      { kind: 'pair', label: inBoth.label('receipt:number'), value: data.receiptNumber },
      { kind: 'pair', label: inBoth.label('receipt:time'), value: chinaMinute(data.printedAt) },
      ...personLines(data, inBoth),
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

function nextStep({
  certificate,
  documentMissing,
}: PaperData): 'certificateNotPrinted' | 'certificatePrinted' | 'accepted' {
  if (documentMissing) return 'certificateNotPrinted';
  return certificate ? 'certificatePrinted' : 'accepted';
}

/** A slip is dropped more easily than a certificate: it names nobody in full. */
const personLines = ({ person }: PaperData, { label }: BothLanguages): readonly ReceiptLine[] =>
  person
    ? [
        { kind: 'pair', label: label('receipt:name'), value: maskPersonName(person.name) },
        { kind: 'pair', label: label('receipt:idNumber'), value: maskPersonNumber(person.number) },
      ]
    : [];

const paragraphs = (texts: readonly string[]): readonly ReceiptLine[] => texts.map((text) => ({ kind: 'text', text }));

function certificateLines({ certificate }: PaperData, { label }: BothLanguages): readonly ReceiptLine[] {
  if (!certificate) return [];
  const { number, validUntil } = certificate;
  return [
    { kind: 'rule' },
    { kind: 'pair', label: label('receipt:certificateNumber'), value: number },
    ...(validUntil === null
      ? []
      : [{ kind: 'pair', label: label('receipt:validUntil'), value: chinaMinute(new Date(validUntil)) } as const]),
  ];
}
