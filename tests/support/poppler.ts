import { execFileSync } from 'node:child_process';
import { PNG } from 'pngjs';

/** Poppler draws and reads PDF files, independently of the library that wrote them. */
export function hasPoppler(): { ok: true } | { ok: false; reason: string } {
  try {
    for (const program of ['pdftoppm', 'pdftotext', 'pdfinfo']) execFileSync(program, ['-v'], { stdio: 'ignore' });
    return { ok: true };
  } catch {
    return { ok: false, reason: 'needs: apt-get install poppler-utils' };
  }
}

export const pdfText = (pdf: Uint8Array): string => run('pdftotext', ['-layout', '-', '-'], pdf).toString('utf8');
/** All of it in the order in which it was drawn, without any space: a text is found however it was broken into lines. */
export const pdfCharacters = (pdf: Uint8Array): string =>
  spaceless(run('pdftotext', ['-raw', '-', '-'], pdf).toString('utf8'));
export const spaceless = (text: string): string => text.replaceAll(/\s/gu, '');

export interface PlacedWord {
  readonly text: string;
  /** From 1. */
  readonly page: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Every word with its box in points. */
export function pdfWords(pdf: Uint8Array): PlacedWord[] {
  const boxes = run('pdftotext', ['-bbox', '-', '-'], pdf).toString('utf8');
  return boxes.split('<page ').flatMap((page, number) =>
    [...page.matchAll(/<word xMin="([^"]+)" yMin="([^"]+)" xMax="([^"]+)" yMax="([^"]+)">([^<]*)</gu)].map(
      ([, left, top, right, bottom, text = '']): PlacedWord => ({
        text,
        page: number,
        left: Number(left),
        top: Number(top),
        right: Number(right),
        bottom: Number(bottom),
      }),
    ),
  );
}

export const pdfInfo = (pdf: Uint8Array): string => run('pdfinfo', ['-'], pdf).toString('utf8');

/** One page, as a printer of this resolution sees it. */
export function pdfPicture(pdf: Uint8Array, dotsPerInch: number, page = 1): PNG {
  const options = ['-singlefile', '-f', `${page}`, '-png', '-r', `${dotsPerInch}`, '-'];
  return PNG.sync.read(run('pdftoppm', options, pdf));
}

export const pdfPages = (pdf: Uint8Array): number => Number(/^Pages:\s+(\d+)$/m.exec(pdfInfo(pdf))?.[1]);

const run = (program: string, options: string[], input: Uint8Array): Buffer =>
  execFileSync(program, options, { input, maxBuffer: 64 * 1024 * 1024 });
