import { inOneLine } from './closing.ts';
import { colours, en, zh } from './paper-style.ts';
import type { Sheet } from './sheet.ts';
import type { BothWords } from './words.ts';

/** A picture of 35 x 43 mm with its frame, in points. */
export const photo = { width: 99, height: 122, frame: 4 };

/** `x`, `y`: where the picture begins, inside its frame. */
export function drawPhoto(sheet: Sheet, { x, y }: { x: number; y: number }, jpeg: Uint8Array | null, say: BothWords) {
  sheet.decoration((pdf) => {
    const { frame } = photo;
    const box = [x - frame, y - frame, photo.width + 2 * frame, photo.height + 2 * frame] as const;
    pdf.rect(...box).fill('#ffffff');
    pdf.lineWidth(0.8).strokeColor(colours.blue);
    pdf.rect(...box).stroke();
  });
  if (!jpeg) {
    const place = { x, width: photo.width, size: 10, align: 'centre', colour: colours.soft } as const;
    const none = say('papers:noPhoto');
    sheet.text(none['zh-CN'], zh({ ...place, y: y + 48 }));
    sheet.text(none.en, en({ ...place, y: y + 63, size: 8.5 }));
    return;
  }
  sheet.figure(inOneLine(say('papers:photo')), (pdf) => {
    pdf.save().rect(x, y, photo.width, photo.height).clip();
    pdf.image(Buffer.from(jpeg), x, y, { cover: [photo.width, photo.height], align: 'center', valign: 'center' });
    pdf.restore();
  });
}
