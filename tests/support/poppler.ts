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
export const pdfInfo = (pdf: Uint8Array): string => run('pdfinfo', ['-'], pdf).toString('utf8');

/** The first page, as a printer of this resolution sees it. */
export const pdfPicture = (pdf: Uint8Array, dotsPerInch: number): PNG =>
  PNG.sync.read(run('pdftoppm', ['-singlefile', '-png', '-r', `${dotsPerInch}`, '-'], pdf));

const run = (program: string, options: string[], input: Uint8Array): Buffer =>
  execFileSync(program, options, { input, maxBuffer: 64 * 1024 * 1024 });
