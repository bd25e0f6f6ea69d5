import type { DocumentFolders } from './certificate.ts';
import { typeface } from './font.ts';
import { leafletContent, type LeafletData } from './leaflet-content.ts';
import { drawLeaflet } from './leaflet-page.ts';
import { newSheet } from './sheet.ts';

export type { LeafletData } from './leaflet-content.ts';

/** A service's leaflet in one language: one tagged A4 page, with nobody's data on it. */
export async function leafletPdf(data: LeafletData, folders: DocumentFolders = {}): Promise<Uint8Array> {
  const content = leafletContent(data, folders.localesDir);
  const sheet = newSheet({
    title: `${content.title} – ${content.kind}`,
    language: data.language,
    createdAt: data.printedAt,
    typeface: typeface(folders.fontsDir),
  });
  drawLeaflet(sheet, content);
  return sheet.finish();
}
