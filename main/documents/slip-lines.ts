/** Sets the content of a slip as the lines of a receipt: the visitor's language first, the other one below. */
import type { Receipt, ReceiptLine } from '../../devices/receipt-printer/receipt-printer.ts';
import type { Bilingual, Language } from '../contract/language.ts';
import type { SlipContent, SlipSection } from './slip-content.ts';

/** A value of more characters has lines of its own below its label. */
const longestInLine = 30;

export function slipReceipt({ hallName, title, service, sections }: SlipContent, language: Language): Receipt {
  const inOrder = ordered(language);
  const [hall, otherHall] = inOrder(hallName);
  const [heading, otherHeading] = inOrder(title);
  const [name, otherName] = inOrder(service);
  return {
    lines: [
      { kind: 'text', text: hall, align: 'centre', bold: true },
      { kind: 'text', text: otherHall, align: 'centre' },
      { kind: 'feed', lines: 1 },
      { kind: 'text', text: heading, align: 'centre', bold: true, size: 2 },
      { kind: 'text', text: otherHeading, align: 'centre' },
      { kind: 'rule' },
      { kind: 'text', text: name, bold: true },
      { kind: 'text', text: otherName },
      ...sections.filter(isSaid).flatMap((section): ReceiptLine[] => [{ kind: 'rule' }, ...linesOf(section, inOrder)]),
    ],
  };
}

type InOrder = (text: Bilingual) => readonly [string, string];

const ordered =
  (language: Language): InOrder =>
  (text) =>
    language === 'en' ? [text.en, text['zh-CN']] : [text['zh-CN'], text.en];

const isSaid = ({ rows = [], texts = [], code }: SlipSection): boolean =>
  rows.length > 0 || texts.length > 0 || code !== undefined;

function linesOf({ heading, rows = [], texts = [], code }: SlipSection, inOrder: InOrder): ReceiptLine[] {
  return [
    ...(heading ? [{ kind: 'text', text: `【${inOrder(heading).join(' ')}】`, bold: true } as const] : []),
    ...rows.flatMap(({ label, value }) => rowLines(inOrder(label).join(' '), inOrder(value))),
    ...texts.flatMap((text) => paragraph(inOrder(text))),
    ...(code ? codeLines(code.data, inOrder(code.caption)) : []),
  ];
}

function rowLines(label: string, [first, second]: readonly [string, string]): ReceiptLine[] {
  const value = first === second ? first : `${first} ${second}`;
  if (value.length <= longestInLine) return [{ kind: 'pair', label, value }];
  return [{ kind: 'text', text: label, bold: true }, ...paragraph([first, second])];
}

const paragraph = ([first, second]: readonly [string, string]): ReceiptLine[] =>
  (first === second ? [first] : [first, second]).map((text) => ({ kind: 'text', text }));

const codeLines = (data: string, caption: readonly [string, string]): ReceiptLine[] => [
  { kind: 'qr', data },
  ...caption.map((text): ReceiptLine => ({ kind: 'text', text, align: 'centre' })),
];
