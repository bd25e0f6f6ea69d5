import { languages } from '../contract/language.ts';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { CertificateData } from './certificate-data.ts';
export type { CertificateData } from './certificate-data.ts';
import { drawCertificate } from './certificate-page.ts';
import { typeface, unprintableCharacter } from './font.ts';
import { newSheet } from './sheet.ts';
import { bothWords } from './words.ts';

export interface MissingGlyph {
  readonly kind: 'missingGlyph';
  readonly character: string;
}

/** The folders of the packaged app; without them the sources' own. */
export interface DocumentFolders {
  readonly fontsDir?: string | undefined;
  readonly localesDir?: string | undefined;
}

/**
 * The temporary identity proof (临时身份证明) as a one-page tagged A4 PDF, in Chinese and English. Refuses, naming the
 * character, when the font lacks one of somebody's name: a box in its place would make the paper worthless.
 */
export async function certificatePdf(
  data: CertificateData,
  folders: DocumentFolders = {},
): Promise<Result<Uint8Array, MissingGlyph>> {
  const missing = unprintableCharacter(givenTexts(data).join(''), folders.fontsDir);
  if (missing !== null) return err({ kind: 'missingGlyph', character: missing });
  const say = bothWords(folders.localesDir);
  const title = say('certificate:title');
  const sheet = newSheet({
    title: `${title['zh-CN']} ${title.en}`,
    language: 'zh-CN',
    createdAt: new Date(data.certificate.issuedAt),
    typeface: typeface(folders.fontsDir),
  });
  drawCertificate(sheet, data, say);
  return ok(await sheet.finish());
}

/** Everything that somebody outside the project wrote. */
const givenTexts = ({ certificate, person, guardian, receivingUnit, hallName }: CertificateData): string[] => [
  person.name,
  guardian?.name ?? '',
  person.number,
  receivingUnit,
  certificate.number,
  certificate.verificationCode,
  ...languages.flatMap((language) => [certificate.authority[language], hallName[language]]),
];
