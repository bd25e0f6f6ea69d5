import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Pdf from 'pdfkit';
import { z } from 'zod';

/** Noto Sans SC (OFL): some 30,000 Han characters, rare ones of names included, in one file a weight. */
export interface Typeface {
  readonly regular: Buffer;
  readonly bold: Buffer;
  hasGlyph(codePoint: number): boolean;
}

const files = { regular: '400Regular/NotoSansSC_400Regular.ttf', bold: '700Bold/NotoSansSC_700Bold.ttf' };

/** In node_modules; the packaged app passes the folder that it brings the two files in. */
const installedFontsDir = (): string =>
  dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'));

const loaded = new Map<string, Typeface>();

/** The typeface of every printed document, read once (10.5 MB a weight). */
export function typeface(fontsDir: string = installedFontsDir()): Typeface {
  const known = loaded.get(fontsDir) ?? load(fontsDir);
  loaded.set(fontsDir, known);
  return known;
}

function load(fontsDir: string): Typeface {
  const regular = readFileSync(join(fontsDir, files.regular));
  const bold = readFileSync(join(fontsDir, files.bold));
  const glyphs = [regular, bold].map(glyphTableOf);
  return { regular, bold, hasGlyph: (codePoint) => glyphs.every((font) => font.hasGlyphForCodePoint(codePoint)) };
}

interface GlyphTable {
  hasGlyphForCodePoint(codePoint: number): boolean;
}
const isGlyphTable = (font: unknown): font is GlyphTable =>
  typeof font === 'object' &&
  font !== null &&
  'hasGlyphForCodePoint' in font &&
  typeof font.hasGlyphForCodePoint === 'function';

/** pdfkit opens the font, and has no public way to ask it; this fails at the start, not at a visitor, if that moves. */
function glyphTableOf(bytes: Buffer): GlyphTable {
  const document = new Pdf({ font: '', autoFirstPage: false }).font(bytes);
  const opened = z.object({ _font: z.object({ font: z.custom<GlyphTable>(isGlyphTable) }) });
  return opened.transform(({ _font: { font } }) => font).parse(document);
}

/** The first character that a printed document could not show, or null. Ask while a name is typed, not when it is due. */
export function unprintableCharacter(text: string, fontsDir?: string): string | null {
  const font = typeface(fontsDir);
  return [...text].find((character) => !font.hasGlyph(character.codePointAt(0) ?? 0)) ?? null;
}
