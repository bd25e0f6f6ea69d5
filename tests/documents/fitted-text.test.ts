import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText, lineHeight, wrapText } from '../../main/documents/fitted-text.ts';
import type { Measure } from '../../main/documents/fitted-text.ts';

/** Han characters are as wide as the size, others half. */
const measure: Measure = (text, size) =>
  [...text].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? size : size / 2), 0);
const fits = (line: string): boolean => measure(line, 10) <= 50;
const box = { width: 100, height: 40 };

describe('text in a box', () => {
  it('keeps its size when there is room', () => {
    expect(fitText('王小明', 18, box, measure)).toEqual({ size: 18, lines: ['王小明'] });
  });

  it('becomes a little smaller before it takes a second line', () => {
    expect(fitText('买买提江伊敏', 18, box, measure)).toEqual({ size: 16.5, lines: ['买买提江伊敏'] });
    expect(fitText('买买提江·吐尔逊阿依', 18, box, measure).lines).toHaveLength(2);
  });

  it('breaks Latin text between words, Han text anywhere but before a full stop, names behind a dot', () => {
    expect(wrapText('Anna Maria Smith', fits)).toEqual(['Anna Maria', 'Smith']);
    expect(wrapText('一二三四五。六', fits)).toEqual(['一二三四', '五。六']);
    expect(wrapText('吐尔逊·阿依·古丽', fits)).toEqual(['吐尔逊·', '阿依·古丽']);
    expect(wrapText('一二三四（五六）', fits)).toEqual(['一二三四', '（五六）']);
    expect(wrapText('ABCDEFGHIJKLMNO', fits)).toEqual(['ABCDEFGHIJ', 'KLMNO']);
  });

  it('never leaves the box, and never loses a character', () => {
    const character = fc.constantFrom('王', '䶮', '𫖯', '·', 'W', 'i', ' ', '-', '，', '（', '7');
    fc.assert(
      fc.property(fc.string({ unit: character, minLength: 1, maxLength: 120, size: 'max' }), (text) => {
        const { size, lines } = fitText(text, 18, box, measure);
        for (const line of lines) expect(measure(line, size)).toBeLessThanOrEqual(box.width);
        if (lines.length > 1) expect(lines.length * size * lineHeight).toBeLessThanOrEqual(box.height);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });
});
