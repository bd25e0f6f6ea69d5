import { z } from 'zod';
import { simulatedConnection } from '../transport/connection.ts';
import { papers, type Paper } from './document-printer.ts';

/** A keyword of IPP (RFC 8011, 5.1.4). */
const keyword = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,126}$/);

/** A tray by what lies in it, as the printer itself names it: `ipptool -tv <address> get-printer-attributes.test`. */
const tray = z.strictObject({
  /** PWG 5101.1, with its size at the end: `iso_a4_210x297mm`. */
  media: keyword.regex(/_\d+(?:\.\d+)?x\d+(?:\.\d+)?(?:mm|in)$/),
  /** PWG 5100.7 media-source: `tray-1`, `main`, `by-pass-tray`. Without it the printer looks for the media itself. */
  source: keyword.exactOptional(),
  /** PWG 5100.7 media-type: `stationery`, `stationery-letterhead`. */
  type: keyword.exactOptional(),
});
export type Tray = z.infer<typeof tray>;
export type Trays = Readonly<Record<Paper, Tray>>;

/** GB/T 148 A4. */
export const a4 = 'iso_a4_210x297mm';
/** One tray with plain A4. */
export const plainTrays: Trays = { certificate: { media: a4 }, notice: { media: a4 } };

export const ippConnection = z
  .strictObject({
    kind: z.literal('ipp'),
    /** `ipps:` is IPP over TLS (RFC 7472): a certificate is personal data, and the hall's network is not only ours. */
    url: z.string().regex(/^ipps?:\/\/[^\s/]+\/\S+$/),
    /** PEM file of the authority that signed the printer's certificate, or of that certificate itself. */
    ca: z.string().startsWith('/').exactOptional(),
  })
  .refine(({ url, ca }) => ca === undefined || url.startsWith('ipps:'), { error: 'ca belongs to an ipps: address' });

export const documentPrinterProfile = z.strictObject({
  driver: z.literal('ipp'),
  trays: z.strictObject({ [papers[0]]: tray, [papers[1]]: tray }).exactOptional(),
  connection: z.union([ippConnection, simulatedConnection]),
});
export type DocumentPrinterProfile = z.infer<typeof documentPrinterProfile>;
