import type { PaperDocument } from '../../main/documents/document.ts';
import { pdfWords } from './poppler.ts';

/** Words beyond the margins, or on each other. A font's box is higher than what it draws. */
export function misplacedWords(kind: PaperDocument, pdf: Uint8Array): string[] {
  const sheet =
    kind === 'temporaryPlate' ? { left: 20, right: 822, bottom: 575 } : { left: 63, right: 532.5, bottom: 802 };
  const words = pdfWords(pdf);
  const outside = words.filter(
    ({ left, right, bottom }) => left < sheet.left || right > sheet.right || bottom > sheet.bottom,
  );
  const drawn = words.map((word) => {
    const air = (word.bottom - word.top) / 4;
    return { ...word, top: word.top + air, bottom: word.bottom - air };
  });
  const covered = drawn.filter((one, index) =>
    drawn.some(
      (other, place) =>
        place > index &&
        one.page === other.page &&
        Math.min(one.right, other.right) - Math.max(one.left, other.left) > 0.5 &&
        Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 0.5,
    ),
  );
  return [...outside.map(({ text }) => `outside: ${text}`), ...covered.map(({ text }) => `covered: ${text}`)];
}
