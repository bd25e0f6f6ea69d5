/** One A4 page: title, who it is for in pictures, then all sections in two columns, as large as they all fit. */
import type { VisitorGroup } from '../contract/visitor-group.ts';
import type { LeafletContent, LeafletSection } from './leaflet-content.ts';
import { together, type Block } from './paginate.ts';
import { colours } from './paper-style.ts';
import { sheetSize, type Sheet, type TextPlace } from './sheet.ts';

const left = 46;
const width = sheetSize.width - 2 * left;
const gap = 24;
const columnWidth = (width - gap) / 2;
const bottom = 778;
/** What is read at arm's length down to what is still read with glasses, in points. */
const sizes = [12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7];

type Place = Omit<TextPlace, 'language'>;

/** Throws where the content does not fit one page at any size: then its words are too many. */
export function drawLeaflet(sheet: Sheet, content: LeafletContent): void {
  const top = drawHead(sheet, content);
  const columns = sizes.map((size) => inColumns(sheet, content, size)).find((found) => heightOf(found) <= bottom - top);
  if (!columns) throw new Error(`the leaflet of ${content.title} does not fit one page`);
  for (const column of columns) together(column).draw(top);
  drawFoot(sheet, content);
}

function writer(sheet: Sheet, content: LeafletContent): (text: string, place: Place) => void {
  return (text, place) => sheet.text(text, { ...place, language: content.language });
}

/** The heads of all leaflets are alike; returns where the columns begin. */
function drawHead(sheet: Sheet, content: LeafletContent): number {
  const write = writer(sheet, content);
  const { kind, hallName, title, summary, isNot } = content;
  sheet.decoration((pdf) => pdf.rect(0, 0, sheetSize.width, 96).fill(colours.blue));
  const soft = { x: left, y: 22, width: width / 2, size: 10.5, colour: '#dfe8f6' };
  write(kind, soft);
  write(hallName, { ...soft, x: left + width / 2, align: 'right' });
  write(title, { x: left, y: 42, width, size: 27, height: 44, weight: 'bold', colour: '#ffffff', role: 'H1' });
  let y = 108;
  const paragraph = (text: string, size: number, weight: 'regular' | 'bold', x: number, within: number): number => {
    const style = { width: within, size, weight, paragraph: true } as const;
    write(text, { ...style, x, y, colour: colours.ink });
    return sheet.heightOf(text, style);
  };
  y += paragraph(summary, 13, 'bold', left, width) + 4;
  if (isNot) {
    const text = `${isNot.label}${content.language === 'en' ? ': ' : '：'}${isNot.text}`;
    const inner = { width: width - 20, size: 10, paragraph: true } as const;
    const height = sheet.heightOf(text, inner) + 10;
    sheet.decoration((pdf) => {
      pdf.rect(left, y, width, height).fill('#fff4dc');
      pdf.rect(left, y, 3, height).fill('#c77700');
    });
    write(text, { ...inner, x: left + 12, y: y + 5, colour: colours.ink });
    y += height + 6;
  }
  return drawGroups(sheet, content, y + 2) + 6;
}

const groupHeight = 34;

function drawGroups(sheet: Sheet, content: LeafletContent, y: number): number {
  const write = writer(sheet, content);
  const each = width / content.groups.length;
  for (const [index, { group, served, name }] of content.groups.entries()) {
    const x = left + index * each;
    const colour = served ? colours.blue : '#8b929c';
    sheet.figure(`${served ? '✓' : '✗'} ${name}`, (pdf) => {
      pdf.save().translate(x, y).lineWidth(1.4).strokeColor(colour).fillColor(colour);
      pictures[group](pdf);
      pdf.restore();
      pdf
        .save()
        .translate(x + 46, y)
        .lineWidth(2)
        .strokeColor(served ? '#1f7a3d' : '#b3261e');
      if (served) pdf.moveTo(0, 15).lineTo(4, 20).lineTo(12, 8).stroke();
      else pdf.moveTo(1, 9).lineTo(11, 19).moveTo(11, 9).lineTo(1, 19).stroke();
      pdf.restore();
    });
    write(name, {
      x: x + 63,
      y: y + 1,
      width: each - 70,
      height: 28,
      size: 10.5,
      weight: served ? 'bold' : 'regular',
      colour: served ? colours.ink : colours.soft,
      valign: 'middle',
    });
  }
  return y + groupHeight;
}

/** What each group usually carries: an ID card with its photo, a permit with its chip, a passport with a globe. */
const pictures: Readonly<Record<VisitorGroup, (pdf: PDFKit.PDFDocument) => void>> = {
  mainland(pdf) {
    pdf.roundedRect(0, 2, 40, 26, 3).stroke();
    pdf.circle(30, 11, 3).fill();
    pdf.path('M24 22q1-7 6-7t6 7Z').fill();
    pdf.path('M5 9h14M5 15h14M5 21h10').stroke();
  },
  hmt(pdf) {
    pdf.roundedRect(0, 2, 40, 26, 3).stroke();
    pdf.circle(10, 11, 3).fill();
    pdf.path('M4 22q1-7 6-7t6 7Z').fill();
    pdf.roundedRect(26, 7, 9, 7, 1.5).fill();
    pdf.path('M20 18h15M20 23h11').stroke();
  },
  foreign(pdf) {
    pdf.roundedRect(8, 0, 24, 30, 3).stroke();
    pdf.circle(20, 12, 7).stroke();
    pdf.path('M13 12h14M20 5q-6 7 0 14 6-7 0-14M14 25h12').stroke();
  },
};

/** Sections stay whole and in their order; the column breaks where both are about as high. */
function inColumns(sheet: Sheet, content: LeafletContent, size: number): readonly [Block[], Block[]] {
  const heights = content.sections.map((section) => sectionBlock(sheet, content, section, size, left).height);
  const splits = heights.map((_, split) => Math.max(sum(heights.slice(0, split)), sum(heights.slice(split))));
  const split = splits.indexOf(Math.min(...splits));
  const column = (sections: readonly LeafletSection[], x: number): Block[] =>
    sections.map((section) => sectionBlock(sheet, content, section, size, x));
  return [
    column(content.sections.slice(0, split), left),
    column(content.sections.slice(split), left + columnWidth + gap),
  ];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const heightOf = (columns: readonly (readonly Block[])[]): number =>
  Math.max(...columns.map((blocks) => sum(blocks.map(({ height }) => height))));

function sectionBlock(
  sheet: Sheet,
  content: LeafletContent,
  { heading, points, numbered }: LeafletSection,
  size: number,
  x: number,
): Block {
  const write = writer(sheet, content);
  const indent = size * 1.35;
  const style = { width: columnWidth - indent, size, paragraph: true } as const;
  const headingHeight = size * 2.15;
  const heights = points.map((point) => sheet.heightOf(point, style) + size * 0.18);
  return {
    height: headingHeight + sum(heights) + size * 0.9,
    draw(top) {
      const title = { x, y: top, width: columnWidth, size: size * 1.15, colour: colours.blue } as const;
      write(heading, { ...title, weight: 'bold', role: 'H2' });
      sheet.decoration((pdf) => {
        pdf.lineWidth(0.8).strokeColor(colours.line);
        pdf
          .moveTo(x, top + size * 1.85)
          .lineTo(x + columnWidth, top + size * 1.85)
          .stroke();
      });
      let y = top + headingHeight;
      for (const [index, point] of points.entries()) {
        if (numbered) write(`${index + 1}.`, { ...style, x, y, width: indent, weight: 'bold', colour: colours.blue });
        else dot(sheet, x + size * 0.35, y + size * 0.75, size * 0.16);
        write(point, { ...style, x: x + indent, y, colour: colours.ink });
        y += heights[index] ?? 0;
      }
    },
  };
}

const dot = (sheet: Sheet, x: number, y: number, radius: number): void =>
  sheet.decoration((pdf) => pdf.circle(x, y, radius).fill(colours.blue));

function drawFoot(sheet: Sheet, content: LeafletContent): void {
  const write = writer(sheet, content);
  const line = 12;
  const top = sheetSize.height - 18 - content.foot.length * line;
  for (const [index, text] of content.foot.entries())
    write(text, { x: left, y: top + index * line, width, size: 8.5, colour: colours.soft });
}
