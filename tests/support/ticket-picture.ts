import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Pdf from 'pdfkit';
import { PNG } from 'pngjs';
import QRCode from 'qrcode';
import { columnsOf } from '../../devices/receipt-printer/layout.ts';
import type { Ticket, TicketLine } from '../../devices/receipt-printer/ticket.ts';

/** Figures of an 80 mm roll with 8 dots in a millimetre: 72 mm printable, 24-dot characters, 30-dot lines. */
const pointsPerMm = 72 / 25.4;
const paperWidth = 80 * pointsPerMm;
const printableWidth = 72 * pointsPerMm;
const margin = (paperWidth - printableWidth) / 2;
const lineHeight = 3.75 * pointsPerMm;
const qrModule = 0.75 * pointsPerMm;
const dot = pointsPerMm / 8;
const feedToCutter = 12 * pointsPerMm;
const resolution = 150;

const fontFile = (weight: string): string =>
  createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`);
/** Embedded, so that the picture is the same on every machine. */
const fonts = { regular: fontFile('400Regular'), bold: fontFile('700Bold') };

export const hasPdftoppm = (): boolean => spawnSync('pdftoppm', ['-v']).error === undefined;

/** What a visitor would hold in the hand: the ticket drawn on a roll, as a PNG. Needs pdftoppm (poppler-utils). */
export async function ticketPicture(ticket: Ticket, columns: number): Promise<PNG> {
  const folder = await mkdtemp(join(tmpdir(), 'ticket-'));
  try {
    const pdf = join(folder, 'ticket.pdf');
    await writeFile(pdf, await ticketPdf(ticket, columns));
    const drawn = spawnSync('pdftoppm', [
      '-r',
      String(resolution),
      '-gray',
      '-png',
      '-singlefile',
      pdf,
      join(folder, 'ticket'),
    ]);
    if (drawn.status !== 0) throw new Error(`pdftoppm: ${drawn.stderr.toString()}`);
    return PNG.sync.read(readFileSync(join(folder, 'ticket.png')));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function ticketPdf(ticket: Ticket, columns: number): Promise<Buffer> {
  const height = 2 * margin + ticket.lines.reduce((sum, line) => sum + heightOf(line), 0);
  const page = new Pdf({ size: [paperWidth, height], margin: 0 });
  const chunks: Buffer[] = [];
  page.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => page.on('end', resolve));
  let y = margin;
  for (const line of ticket.lines) {
    if (line.kind === 'text') drawText(page, line, y, printableWidth / columns);
    if (line.kind === 'qr') drawQr(page, line.data, y);
    if (line.kind === 'image') drawImage(page, line, y);
    if (line.kind === 'cut') drawCut(page, y + feedToCutter);
    y += heightOf(line);
  }
  page.end();
  await ended;
  return Buffer.concat(chunks);
}

const qrSize = (data: string): number => QRCode.create(data, { errorCorrectionLevel: 'M' }).modules.size;

function heightOf(line: TicketLine): number {
  switch (line.kind) {
    case 'text':
      return lineHeight * line.size;
    case 'qr':
      return qrSize(line.data) * qrModule + 2 * lineHeight;
    case 'image':
      return line.heightDots * dot;
    case 'feed':
      return lineHeight * line.lines;
    case 'cut':
      return feedToCutter;
  }
}

/** Every character in its cell, as the mechanism does it. */
function drawText(
  page: PDFKit.PDFDocument,
  line: Extract<TicketLine, { kind: 'text' }>,
  y: number,
  columnWidth: number,
): void {
  const cell = columnWidth * line.size;
  const free = printableWidth - columnsOf(line.text) * cell;
  let x = margin + { left: 0, centre: free / 2, right: free }[line.align];
  for (const character of line.text) {
    const width = cell * columnsOf(character);
    page.font(line.bold ? fonts.bold : fonts.regular).fontSize(2 * cell * 0.94);
    const natural = page.widthOfString(character);
    const squeeze = Math.min(1, width / natural);
    // pdfkit knows horizontalScaling; its type declarations do not.
    const options = { lineBreak: false, baseline: 'alphabetic', horizontalScaling: squeeze * 100 } as const;
    page.text(character, x + (width - natural * squeeze) / 2, y + lineHeight * line.size * 0.78, options);
    x += width;
  }
}

function drawImage(page: PDFKit.PDFDocument, line: Extract<TicketLine, { kind: 'image' }>, y: number): void {
  const free = printableWidth - line.widthDots * dot;
  const left = margin + { left: 0, centre: free / 2, right: free }[line.align];
  for (let row = 0; row < line.heightDots; row += 1) {
    for (let column = 0; column < line.widthDots; column += 1) {
      const byte = line.bits[(row * line.widthDots + column) >> 3] ?? 0;
      if ((byte & (0x80 >> (column % 8))) !== 0) page.rect(left + column * dot, y + row * dot, dot, dot);
    }
  }
  page.fill('#000000');
}

function drawCut(page: PDFKit.PDFDocument, y: number): void {
  page.dash(3, { space: 2 }).moveTo(0, y).lineTo(paperWidth, y).stroke('#999999');
}

function drawQr(page: PDFKit.PDFDocument, data: string, y: number): void {
  const { modules } = QRCode.create(data, { errorCorrectionLevel: 'M' });
  const left = (paperWidth - modules.size * qrModule) / 2;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) === 0) continue;
      page.rect(left + column * qrModule, y + lineHeight + row * qrModule, qrModule, qrModule);
    }
  }
  page.fill('#000000');
}
