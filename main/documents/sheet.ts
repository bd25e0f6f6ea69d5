import Pdf from 'pdfkit';
import type { Language } from '../contract/language.ts';
import { fitText, lineHeight, wrapText } from './fitted-text.ts';
import type { FittedText } from './fitted-text.ts';
import type { Typeface } from './font.ts';

/** A4 in points. */
export const sheetSize = { width: 595.28, height: 841.89 };

/** How a text is set, wherever it stands. */
export interface TextStyle {
  readonly width: number;
  /** One line of `size` unless given; text that needs more room becomes smaller. `Infinity`: as many lines as it needs. */
  readonly height?: number;
  readonly size: number;
  readonly weight?: 'regular' | 'bold';
  /** Between two characters, in points. */
  readonly spacing?: number;
  /** A paragraph keeps its size beside its neighbours' and takes the lines it needs. */
  readonly paragraph?: true;
}

export interface TextPlace extends TextStyle {
  readonly x: number;
  readonly y: number;
  readonly language: Language;
  readonly colour?: string;
  readonly align?: 'left' | 'centre' | 'right';
  /** Where the lines stand in the box. */
  readonly valign?: 'top' | 'middle';
  readonly role?: 'H1' | 'H2' | 'P' | 'TH' | 'TD';
}

/** A4 pages that a screen reader can read as well: everything on them is text, a figure or decoration. */
export interface Sheet {
  text(content: string, place: TextPlace): void;
  /** Points that a text will take from top to bottom. */
  heightOf(content: string, style: TextStyle): number;
  /** A picture with the words that stand for it. */
  figure(alternative: string, draw: (pdf: PDFKit.PDFDocument) => void): void;
  decoration(draw: (pdf: PDFKit.PDFDocument) => void): void;
  /** What `draw` draws belongs together. */
  group(role: 'Table' | 'TR', draw: () => void): void;
  newPage(): void;
  finish(): Promise<Uint8Array>;
}

/** The title stands in the file's metadata, which every viewer shows and every archive indexes: no personal data. */
export function newSheet(options: {
  readonly title: string;
  readonly language: Language;
  readonly createdAt: Date;
  readonly typeface: Typeface;
  readonly layout?: 'portrait' | 'landscape';
}): Sheet {
  const pdf = new Pdf({
    size: 'A4',
    layout: options.layout ?? 'portrait',
    margin: 0,
    font: '',
    lang: options.language,
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: options.title, Creator: 'Xiaojing', Producer: 'Xiaojing', CreationDate: options.createdAt },
  });
  pdf.registerFont('regular', options.typeface.regular).registerFont('bold', options.typeface.bold);
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve) => pdf.on('end', resolve));
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  let parent = root;

  return {
    text(content, place) {
      parent.add(pdf.struct(place.role ?? 'P', { lang: place.language }, () => drawText(pdf, content, place)));
    },
    heightOf(content, style) {
      const { size, lines } = setText(pdf, content, style);
      return lines.length * size * lineHeight;
    },
    figure(alternative, draw) {
      parent.add(pdf.struct('Figure', { alt: alternative }, () => draw(pdf)));
    },
    decoration(draw) {
      pdf.markContent('Artifact', { type: 'Layout' });
      draw(pdf);
      pdf.endMarkedContent();
    },
    group(role, draw) {
      const outside = parent;
      parent = pdf.struct(role);
      outside.add(parent);
      draw();
      parent = outside;
    },
    newPage() {
      pdf.addPage();
    },
    async finish() {
      root.end();
      pdf.end();
      await ended;
      return Buffer.concat(parts);
    },
  };
}

/** Leaves the document's font set to the style's. */
function setText(pdf: PDFKit.PDFDocument, content: string, style: TextStyle): FittedText {
  const { size, spacing = 0, width, height = size * lineHeight } = style;
  pdf.font(style.weight ?? 'regular');
  const measure = (text: string, atSize: number): number => widthOf(pdf, text, atSize, spacing);
  if (style.paragraph) return { size, lines: wrapText(content, (line) => measure(line, size) <= width) };
  return fitText(content, size, { width, height }, measure);
}

const widthOf = (pdf: PDFKit.PDFDocument, text: string, size: number, spacing: number): number =>
  pdf.fontSize(size).widthOfString(text) + spacing * [...text].length;

function drawText(pdf: PDFKit.PDFDocument, content: string, place: TextPlace): void {
  const { size, spacing = 0, width, height = size * lineHeight, align = 'left' } = place;
  const fitted = setText(pdf, content, place);
  pdf.fillColor(place.colour ?? '#000000');
  const block = fitted.lines.length * fitted.size * lineHeight;
  const top = place.y + (place.valign === 'middle' ? (height - block) / 2 : 0);
  for (const [index, line] of fitted.lines.entries()) {
    const free = width - (widthOf(pdf, line, fitted.size, spacing) - spacing);
    const x = place.x + (align === 'left' ? 0 : align === 'right' ? free : free / 2);
    pdf.text(line, x, top + index * fitted.size * lineHeight, { lineBreak: false, characterSpacing: spacing });
  }
}
