import iconv from 'iconv-lite';
import { type Command, createCommandReader } from './command.ts';

/** What stands on the paper that came out, top to bottom. */
export interface Ticket {
  readonly lines: readonly TicketLine[];
}

export type Align = 'left' | 'centre' | 'right';

export type TicketLine =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align: Align;
      readonly bold: boolean;
      readonly size: 1 | 2;
    }
  | { readonly kind: 'qr'; readonly data: string; readonly align: Align }
  /** `widthDots` is a multiple of 8; one bit a dot, rows from the top. */
  | {
      readonly kind: 'image';
      readonly widthDots: number;
      readonly heightDots: number;
      readonly bits: Uint8Array;
      readonly align: Align;
    }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'cut' };

/** The printer's settings and what it has gathered for the line that is not finished yet. */
export interface PrintHead {
  readonly align: Align;
  readonly bold: boolean;
  readonly size: 1 | 2;
  readonly chinese: boolean;
  readonly gathered: readonly number[];
  readonly qrData: string;
}

export const initialPrintHead: PrintHead = {
  align: 'left',
  bold: false,
  size: 1,
  chinese: false,
  gathered: [],
  qrData: '',
};

const alignments = ['left', 'centre', 'right'] as const;

/** One command → the head afterwards, and the lines that come out of it. */
export function printCommand(
  head: PrintHead,
  command: Command,
): { readonly head: PrintHead; readonly lines: readonly TicketLine[] } {
  const set = (change: Partial<PrintHead>) => ({ head: { ...head, ...change }, lines: [] });
  switch (command.kind) {
    case 'text':
      return set({ gathered: [...head.gathered, ...command.bytes] });
    case 'lineFeed':
      return { head: { ...head, gathered: [] }, lines: [textLine(head)] };
    case 'feed':
      return feed(head, command.lines);
    case 'initialise':
      return { head: initialPrintHead, lines: [] };
    case 'chineseMode':
      return set({ chinese: command.on });
    case 'align':
      return set({ align: alignments[command.value % 0x30] ?? head.align });
    case 'bold':
      return set({ bold: command.on });
    case 'size':
      return set({ size: command.value === 0 ? 1 : 2 });
    case 'storeQr':
      return set({ qrData: new TextDecoder().decode(command.data) });
    case 'printQr':
      return { head, lines: head.qrData === '' ? [] : [{ kind: 'qr', data: head.qrData, align: head.align }] };
    case 'raster': {
      const { widthBytes, heightDots, bits } = command;
      return { head, lines: [{ kind: 'image', widthDots: widthBytes * 8, heightDots, bits, align: head.align }] };
    }
    case 'cut':
      return { head, lines: [{ kind: 'cut' }] };
    default:
      return { head, lines: [] };
  }
}

function textLine(head: PrintHead): TicketLine {
  const text = iconv.decode(Buffer.from(head.gathered), head.chinese ? 'gb18030' : 'ascii');
  return { kind: 'text', text, align: head.align, bold: head.bold, size: head.size };
}

/** ESC d prints what is gathered, then feeds. */
function feed(head: PrintHead, lines: number): ReturnType<typeof printCommand> {
  const printed = head.gathered.length > 0 ? [textLine(head)] : [];
  return { head: { ...head, gathered: [] }, lines: [...printed, { kind: 'feed', lines }] };
}

/** Reads a whole stream of ESC/POS back into what it prints; an unfinished command at the end prints nothing. */
export function parseEscPos(bytes: Uint8Array): Ticket {
  const lines: TicketLine[] = [];
  let head = initialPrintHead;
  for (const command of createCommandReader()(bytes)) {
    const step = printCommand(head, command);
    head = step.head;
    lines.push(...step.lines);
  }
  return { lines };
}

/** The ticket as plain lines, for a dock or a log of a test. */
export const ticketText = (ticket: Ticket): readonly string[] =>
  ticket.lines.flatMap((line) =>
    line.kind === 'text' ? [line.text] : line.kind === 'qr' ? [`[QR ${line.data}]`] : [],
  );

/** A line of text with its gap. */
const dotsPerLine = 30;

/** A QR symbol is about this many lines high. */
const qrLines = 8;

/** How far the paper moves, in lines of text. */
export function heightInLines(line: TicketLine): number {
  switch (line.kind) {
    case 'text':
      return line.size;
    case 'qr':
      return qrLines;
    case 'image':
      return Math.ceil(line.heightDots / dotsPerLine);
    case 'feed':
      return line.lines;
    case 'cut':
      return 0;
  }
}
