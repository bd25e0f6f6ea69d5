/** A tray of the profile as IPP asks for it (PWG 5100.7), and whether a printer has it. */
import { collection } from './collection.ts';
import { papers, type Paper } from './document-printer.ts';
import type { Tray, Trays } from './profile.ts';
import { textsOf, type IppAttribute, type IppMessage } from './protocol.ts';

const hundredthsOfMm = { mm: 100, in: 2540 } as const;

/** Width and height in hundredths of a millimetre, from the end of the name: `iso_a4_210x297mm`. Throws for another name. */
export function mediaSize(media: string): { readonly x: number; readonly y: number } {
  const [, width, height, unit] = /_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)$/.exec(media) ?? [];
  if (unit !== 'mm' && unit !== 'in') throw new Error(`no size in the media name ${media}`);
  return {
    x: Math.round(Number(width) * hundredthsOfMm[unit]),
    y: Math.round(Number(height) * hundredthsOfMm[unit]),
  };
}

/** `media` where the size is all that matters; `media-col` where the tray or the type does. Never both (PWG 5100.3). */
export function mediaAttribute({ media, source, type }: Tray): IppAttribute {
  if (source === undefined && type === undefined) return { name: 'media', values: [{ kind: 'keyword', value: media }] };
  const { x, y } = mediaSize(media);
  return {
    name: 'media-col',
    values: collection({
      'media-size': collection({
        'x-dimension': [{ kind: 'integer', value: x }],
        'y-dimension': [{ kind: 'integer', value: y }],
      }),
      ...(source !== undefined && { 'media-source': [{ kind: 'keyword', value: source }] }),
      ...(type !== undefined && { 'media-type': [{ kind: 'keyword', value: type }] }),
    }),
  };
}

/** The papers that this printer cannot print on as the profile says, by its answer to Get-Printer-Attributes. */
export function misfits(answer: IppMessage, trays: Trays): readonly Paper[] {
  const has = (list: string, wanted: string | undefined): boolean => {
    const supported = textsOf(answer, 'printer', list);
    return wanted === undefined || supported.length === 0 || supported.includes(wanted);
  };
  return papers.filter((paper) => {
    const { media, source, type } = trays[paper];
    return !(
      has('document-format-supported', 'application/pdf') &&
      has('media-supported', media) &&
      has('media-source-supported', source) &&
      has('media-type-supported', type)
    );
  });
}
