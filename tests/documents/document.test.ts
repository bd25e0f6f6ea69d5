import * as fc from 'fast-check';
import type { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { officialPapers } from '../../main/documents/document.ts';
import type { PaperDocument } from '../../main/documents/document.ts';
import { temporaryPlate } from '../../main/documents/kinds/temporary-plate.ts';
import type { PaperData } from '../../main/documents/paper-data.ts';
import { bothWords } from '../../main/documents/words.ts';
import { expectApproved } from '../support/approved-picture.ts';
import { charactersOf, paperExamples, paperKinds as kinds, pdfOf } from '../support/papers.ts';
import { misplacedWords } from '../support/placed-words.ts';
import { hasPoppler, pdfCharacters, pdfInfo, pdfPages, pdfPicture, spaceless } from '../support/poppler.ts';
import { qrIn } from '../support/qr.ts';

const say = bothWords();
const statutory = { ...officialPapers, temporaryPlate };
const official = kinds.filter((kind) => kind !== 'identityProof');

const poppler = hasPoppler();
describe.skipIf(!poppler.ok)(`the papers of the hall${poppler.ok ? '' : ` (${poppler.reason})`}`, () => {
  const required = official.flatMap((kind) => {
    return statutory[kind].mustSay.map(({ words, basis }) => ({ kind, words, because: basis ?? 'its model form' }));
  });
  const texts = new Map<PaperDocument, string>();

  it.each(required)('$kind says $words in both languages, because of $because', async ({ kind, words }) => {
    const text = texts.get(kind) ?? (await charactersOf(kind)).toLowerCase();
    texts.set(kind, text);
    for (const phrase of Object.values(say(words)).flatMap((sentence) => sentence.split(/\{\{\w+\}\}/u)))
      expect(text).toContain(spaceless(phrase).toLowerCase());
  });

  it.each(kinds)('%s carries a code that opens the verification page', async (kind) => {
    const { certificate, receiptNumber } = paperExamples[kind];
    const pdf = await pdfOf(kind);
    const picture = pdfPicture(pdf, 120, pdfPages(pdf));
    const wanted = certificate?.verificationUrl ?? receiptNumber;
    // The inspection mark has a code of its own, above that of the sheet.
    const parts = kind === 'inspectionMark' ? [part(picture, 0, 0.5), part(picture, 0.5, 1)] : [picture];
    expect(parts.map(qrIn)).toEqual(parts.map(() => wanted));
    expect(pdfCharacters(pdf)).toContain(spaceless(certificate?.number ?? receiptNumber));
  });

  it.each(official)('%s looks as approved', async (kind) => {
    const pdf = await pdfOf(kind);
    for (const page of [1, pdfPages(pdf)].filter((each, index) => index === 0 || each > 1)) {
      const name = page === 1 ? kind : `${kind}-last`;
      expectApproved(pdfPicture(pdf, 80, page), new URL(`approved/${name}.png`, import.meta.url));
    }
  });

  it.each(official)('%s is tagged A4 with a title that fits everybody', async (kind) => {
    const information = pdfInfo(await pdfOf(kind));
    expect(information).toMatch(/^Tagged:\s+yes$/m);
    expect(information).toMatch(/A4/);
    expect(information).toMatch(/^Title:\s+\p{Script=Han}+ [A-Z]/mu);
    expect(information).not.toMatch(/Author|Subject|Keywords|500105/);
  });

  it.each(official)('%s stands inside its frame, no word on another', async (kind) => {
    expect(misplacedWords(kind, await pdfOf(kind))).toEqual([]);
  });

  it.each(['householdCertificate', 'accommodationSlip', 'applicationForm', 'inspectionMark'] as const)(
    '%s fits on one page',
    async (kind) => expect(pdfPages(await pdfOf(kind))).toBe(1),
  );
});

/** A strip of the picture, from top to bottom. */
function part({ data, width, height }: PNG, from: number, to: number): PNG {
  const [first, last] = [Math.round(from * height), Math.round(to * height)];
  return { width, height: last - first, data: data.subarray(first * width * 4, last * width * 4) } as PNG;
}

describe.skipIf(!poppler.ok)('whatever somebody is called and wherever they live', () => {
  const han = fc.constantFrom('王', '䶮', '一', '·', '疆', '㛃', '𫖯');
  const latin = fc.constantFrom('W', 'i', ' ', '-', 'M', "'", '7');
  const long = fc.oneof(
    fc.string({ unit: han, minLength: 1, maxLength: 120, size: 'max' }),
    fc.string({ unit: latin, minLength: 1, maxLength: 120, size: 'max' }),
  );

  it.each(official)('%s shows all of it, inside its frame', async (kind) => {
    await fc.assert(
      fc.asyncProperty(long, async (said) => {
        const pdf = await pdfOf(kind, everythingReads(paperExamples[kind], said));
        expect(pdfCharacters(pdf)).toContain(spaceless(said));
        expect(misplacedWords(kind, pdf)).toEqual([]);
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });
});

/** Every text that somebody wrote becomes this one. */
function everythingReads(data: PaperData, said: string): Partial<PaperData> {
  const text = { kind: 'text', text: said } as const;
  const bilingual = { kind: 'bilingual', text: { 'zh-CN': said, en: said } } as const;
  const replaced = <L extends PaperData['answers'][number]>(lines: readonly L[]) =>
    lines.map((line) => {
      if (line.value.kind === 'text') return { ...line, value: text };
      return line.value.kind === 'bilingual' ? { ...line, value: bilingual } : line;
    });
  return {
    person: data.person && { ...data.person, name: said },
    answers: replaced(data.answers),
    facts: replaced(data.facts),
  };
}

describe.skipIf(!poppler.ok)('what a paper does not say', () => {
  const withPhoto = { photoJpeg: paperExamples.identityProof.photoJpeg };

  it.each(official.filter((kind) => kind !== 'applicationForm'))('%s has no photo', async (kind) => {
    expect(Buffer.from(await pdfOf(kind, withPhoto)).includes('/Subtype /Image')).toBe(false);
    expect(Buffer.from(await pdfOf('applicationForm')).includes('/Subtype /Image')).toBe(true);
  });

  it.each(['temporaryPlate', 'inspectionMark'] as const)(
    '%s, read through a windscreen, names nobody',
    async (kind) => {
      const { name, number } = paperExamples[kind].person!;
      const text = await charactersOf(kind);
      expect([text.includes(name), text.includes(number)]).toEqual([false, false]);
    },
  );

  it('a certificate of kinship has of the other number what tells two people apart', async () => {
    const text = await charactersOf('householdCertificate');
    expect(text).not.toContain('500105198506150025');
    expect(text).toContain('500*************25');
  });

  it('a slip of accommodation names the host and not their number', async () => {
    const text = await charactersOf('accommodationSlip');
    expect([text.includes('王示例'), text.includes('500105198506150025')]).toEqual([true, false]);
  });
});
