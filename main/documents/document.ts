import type { DocumentKind } from '../catalogue/service-definition.ts';
import { err, ok, type Result } from '../contract/result.ts';
import { certificatePdf, type CertificateData, type DocumentFolders, type MissingGlyph } from './certificate.ts';
import { typeface, unprintableCharacter } from './font.ts';
import { accommodationSlip } from './kinds/accommodation-slip.ts';
import { applicationForm } from './kinds/application-form.ts';
import { crossingRecord } from './kinds/crossing-record.ts';
import { householdCertificate } from './kinds/household-certificate.ts';
import { inspectionMark } from './kinds/inspection-mark.ts';
import type { PaperKind } from './kinds/paper-kind.ts';
import { penaltyDecision } from './kinds/penalty-decision.ts';
import { temporaryPlate } from './kinds/temporary-plate.ts';
import { drawOfficialPages } from './official-page.ts';
import type { PageContent } from './page-content.ts';
import type { PaperData } from './paper-data.ts';
import { optionOf, valueOf } from './paper-values.ts';
import { newSheet, type Sheet } from './sheet.ts';
import { drawTemporaryPlate, type PlateContent } from './temporary-plate-page.ts';
import { bothWords, type BothWords } from './words.ts';

export type PaperDocument = Exclude<DocumentKind, 'none'>;

/** Papers of the one official layout. */
export const officialPapers: Readonly<Record<Exclude<PaperDocument, 'identityProof' | 'temporaryPlate'>, PaperKind>> = {
  householdCertificate,
  crossingRecord,
  penaltyDecision,
  accommodationSlip,
  inspectionMark,
  applicationForm,
};

/** The office issued a paper that is read for its last day, and named none. */
export interface NoLastDay {
  readonly kind: 'noLastDay';
}
const showsLastDay: ReadonlySet<PaperDocument> = new Set(['inspectionMark', 'temporaryPlate']);

/**
 * The A4 paper of a finished visit as a tagged PDF, in Chinese and English. Refuses, naming the character, when the font
 * lacks one of what somebody wrote: a box in its place would make the paper worthless. Throws where the visit lacks
 * what the paper must say.
 */
export async function documentPdf(
  kind: PaperDocument,
  data: PaperData,
  folders: DocumentFolders = {},
): Promise<Result<Uint8Array, MissingGlyph | NoLastDay>> {
  const say = bothWords(folders.localesDir);
  if (showsLastDay.has(kind) && data.certificate?.validUntil === null) return err({ kind: 'noLastDay' });
  switch (kind) {
    case 'identityProof':
      return certificatePdf(identityProof(data, say), folders);
    case 'temporaryPlate': {
      const content = temporaryPlate.content(data, say);
      return drawn(content, data, folders, (sheet) => drawTemporaryPlate(sheet, content, say), 'landscape');
    }
    default: {
      const content = officialPapers[kind].content(data, say);
      return drawn(content, data, folders, (sheet) => drawOfficialPages(sheet, content, say));
    }
  }
}

async function drawn(
  content: PageContent | PlateContent,
  data: PaperData,
  { fontsDir }: DocumentFolders,
  draw: (sheet: Sheet) => void,
  layout: 'portrait' | 'landscape' = 'portrait',
): Promise<Result<Uint8Array, MissingGlyph>> {
  const missing = unprintableCharacter(textsIn(content).join(''), fontsDir);
  if (missing !== null) return err({ kind: 'missingGlyph', character: missing });
  const { title } = content;
  const sheet = newSheet({
    title: `${title['zh-CN']} ${title.en}`,
    language: 'zh-CN',
    createdAt: data.certificate ? new Date(data.certificate.issuedAt) : data.printedAt,
    typeface: typeface(fontsDir),
    layout,
  });
  draw(sheet);
  return ok(await sheet.finish());
}

/** Every text of a paper's content, however deep it lies. */
function textsIn(content: unknown): string[] {
  if (typeof content === 'string') return [content];
  if (typeof content !== 'object' || content === null || content instanceof Uint8Array) return [];
  return Object.values(content).flatMap(textsIn);
}

function identityProof(data: PaperData, say: BothWords): CertificateData {
  const { certificate, person, guardian, photoJpeg, hallName } = data;
  const purpose = optionOf(data, 'purpose');
  if (!certificate || !person || !purpose) throw new Error('an identity proof is issued, to somebody, for a purpose');
  const receivingUnit = valueOf(data, 'receivingUnit', say)?.['zh-CN'] ?? '';
  return { certificate, person, guardian, purpose, receivingUnit, photoJpeg, hallName };
}
