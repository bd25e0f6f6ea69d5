import Pdf from 'pdfkit';
import type { Language } from '../contract/language.ts';
import { fitText, lineHeight } from './fitted-text.ts';
import type { Typeface } from './font.ts';

/** A4 in points. */
export const sheetSize = { width: 595.28, height: 841.89 };

export interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** One line of `size` unless given; text that needs more room becomes smaller. */
  readonly height?: number;
  readonly size: number;
  readonly language: Language;
  readonly weight?: 'regular' | 'bold';
  readonly colour?: string;
  readonly align?: 'left' | 'centre' | 'right';
  /** Where the lines stand in the box. */
  readonly valign?: 'top' | 'middle';
  /** Between two characters, in points. */
  readonly spacing?: number;
  readonly role?: 'H1' | 'P';
}

/** One A4 page that a screen reader can read as well: everything on it is text, a figure or decoration. */
export interface Sheet {
  text(content: string, place: TextPlace): void;
  /** A picture with the words that stand for it. */
  figure(alternative: string, draw: (pdf: PDFKit.PDFDocument) => void): void;
  decoration(draw: (pdf: PDFKit.PDFDocument) => void): void;
  finish(): Promise<Uint8Array>;
}

/** The title stands in the file's metadata, which every viewer shows and every archive indexes: no personal data. */
export function newSheet(options: {
  readonly title: string;
  readonly language: Language;
  readonly createdAt: Date;
  readonly typeface: Typeface;
}): Sheet {
  const pdf = new Pdf({
    size: 'A4',
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

  return {
    text(content, place) {
      root.add(pdf.struct(place.role ?? 'P', { lang: place.language }, () => drawText(pdf, content, place)));
    },
    figure(alternative, draw) {
      root.add(pdf.struct('Figure', { alt: alternative }, () => draw(pdf)));
    },
    decoration(draw) {
      pdf.markContent('Artifact', { type: 'Layout' });
      draw(pdf);
      pdf.endMarkedContent();
    },
    async finish() {
      root.end();
      pdf.end();
      await ended;
      return Buffer.concat(parts);
    },
  };
}

function drawText(pdf: PDFKit.PDFDocument, content: string, place: TextPlace): void {
  const { size, spacing = 0, width, align = 'left' } = place;
  const height = place.height ?? size * lineHeight;
  pdf.font(place.weight ?? 'regular').fillColor(place.colour ?? '#000000');
  const measure = (text: string, atSize: number): number =>
    pdf.fontSize(atSize).widthOfString(text) + spacing * [...text].length;
  const fitted = fitText(content, size, { width, height }, measure);
  const block = fitted.lines.length * fitted.size * lineHeight;
  const top = place.y + (place.valign === 'middle' ? (height - block) / 2 : 0);
  for (const [index, line] of fitted.lines.entries()) {
    const free = width - (measure(line, fitted.size) - spacing);
    const x = place.x + (align === 'left' ? 0 : align === 'right' ? free : free / 2);
    pdf.text(line, x, top + index * fitted.size * lineHeight, { lineBreak: false, characterSpacing: spacing });
  }
}
