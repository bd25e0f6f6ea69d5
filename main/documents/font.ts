import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Pdf from 'pdfkit';
import { z } from 'zod';

/**
 * Noto Sans SC (OFL): some 30,000 Han characters, rare ones of names included. Opened once: its tables take longer to
 * read than a page takes to draw. What it keeps of a page is which of its glyphs were ever drawn, by number.
 */
export interface Typeface {
  readonly regular: OpenedFont;
  readonly bold: OpenedFont;
}

/** pdfkit draws with an opened font as well as with a font's bytes; its types only know the bytes. */
export type OpenedFont = PDFKit.Mixins.PDFFontSource & { hasGlyphForCodePoint(codePoint: number): boolean };

const files = { regular: '400Regular/NotoSansSC_400Regular.ttf', bold: '700Bold/NotoSansSC_700Bold.ttf' };

/** In node_modules; the packaged app passes the folder that it brings the two files in. */
const installedFontsDir = (): string =>
  dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'));

const loaded = new Map<string, Typeface>();

/** The typeface of every printed document (10.5 MB a weight). */
export function typeface(fontsDir: string = installedFontsDir()): Typeface {
  const known = loaded.get(fontsDir) ?? {
    regular: openFont(join(fontsDir, files.regular)),
    bold: openFont(join(fontsDir, files.bold)),
  };
  loaded.set(fontsDir, known);
  return known;
}

/** pdfkit has no public way to hand out the font it opened; if that moves, this fails at the start, not at a visitor. */
function openFont(path: string): OpenedFont {
  const document = new Pdf({ font: '', autoFirstPage: false }).font(path);
  const opened = z.object({ _font: z.object({ font: z.custom<OpenedFont>(isOpenedFont) }) });
  return opened.transform(({ _font: { font } }) => font).parse(document);
}

const isOpenedFont = (font: unknown): font is OpenedFont =>
  typeof font === 'object' &&
  font !== null &&
  'layout' in font &&
  'hasGlyphForCodePoint' in font &&
  typeof font.hasGlyphForCodePoint === 'function';

/** The first character that a printed document could not show, or null. Ask while a name is typed, not when it is due. */
export function unprintableCharacter(text: string, fontsDir?: string): string | null {
  const { regular, bold } = typeface(fontsDir);
  const hasGlyph = (character: string): boolean =>
    [regular, bold].every((font) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0));
  return [...text].find((character) => !hasGlyph(character)) ?? null;
}
