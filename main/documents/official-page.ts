/** The one layout of the hall's official papers: frame, title, facts, notes, verification, seal; on as many pages as needed. */
import type { Bilingual } from '../contract/language.ts';
import { closingTop, drawAuthority, drawFooter, drawVerification } from './closing.ts';
import { drawBackground, drawHeading } from './heading.ts';
import { blocksOf } from './page-blocks.ts';
import type { PageContent } from './page-content.ts';
import { paginate } from './paginate.ts';
import type { Block } from './paginate.ts';
import { colours, en, left, right, width, zh } from './paper-style.ts';
import { drawSignedClosing } from './signature.ts';
import type { Sheet } from './sheet.ts';
import type { BothWords } from './words.ts';

const firstTop = 160;
const nextTop = 92;
const bottom = 744;

export function drawOfficialPages(sheet: Sheet, content: PageContent, say: BothWords): void {
  const room = { first: bottom - firstTop, next: bottom - nextTop, closing: bottom - closingTop + 2 };
  const pages = paginate(blocksOf(sheet, content, say), room);
  for (const [index, blocks] of pages.entries()) {
    if (index > 0) sheet.newPage();
    drawBackground(sheet);
    if (index === 0) drawHeading(sheet, content.title, numberLine(content));
    else drawRunningHead(sheet, content);
    drawBlocks(sheet, blocks, index === 0 ? firstTop : nextTop);
    if (index === pages.length - 1) drawClosing(sheet, content, say);
    drawFooter(sheet, content.hallName, say);
    if (pages.length > 1) drawPageNumber(sheet, say('papers:page', { page: index + 1, pages: pages.length }));
  }
}

const numberLine = ({ number: { label, value } }: PageContent): string => `${label['zh-CN']} ${label.en}  ${value}`;

/** Which paper a page belongs to when it is found alone. */
function drawRunningHead(sheet: Sheet, content: PageContent): void {
  const { title } = content;
  const line = { x: left, width, y: 54, colour: colours.blue } as const;
  sheet.text(title['zh-CN'], zh({ ...line, size: 11, weight: 'bold', width: width / 2 }));
  sheet.text(title.en, en({ ...line, size: 8, y: 70, width: width / 2 }));
  sheet.text(numberLine(content), zh({ ...line, x: left + width / 2, width: width / 2, size: 9, align: 'right' }));
  sheet.decoration((pdf) => {
    pdf
      .lineWidth(0.8)
      .strokeColor(colours.blue)
      .moveTo(left, 84)
      .lineTo(left + width, 84)
      .stroke();
  });
}

function drawBlocks(sheet: Sheet, blocks: readonly Block[], top: number): void {
  let y = top;
  for (let index = 0; index < blocks.length;) {
    const group = blocks[index]?.group;
    const end = blocks.findIndex((block, other) => other > index && block.group !== group);
    const together = blocks.slice(index, end === -1 ? blocks.length : end);
    const draw = (): void => {
      for (const block of together) {
        block.draw(y);
        y += block.height;
      }
    };
    if (group) sheet.group(group, draw);
    else draw();
    index += together.length;
  }
}

function drawClosing(sheet: Sheet, { verification, certificate, signed }: PageContent, say: BothWords): void {
  drawVerification(sheet, verification, say);
  if (certificate) drawAuthority(sheet, certificate, say);
  else if (signed) drawSignedClosing(sheet, signed, closingTop + 6, say);
}

function drawPageNumber(sheet: Sheet, page: Bilingual): void {
  const line = { x: right - 90, width: 90, align: 'right', size: 7.5, colour: colours.soft } as const;
  sheet.text(page['zh-CN'], zh({ ...line, y: 772 }));
  sheet.text(page.en, en({ ...line, y: 784, size: 7 }));
}
