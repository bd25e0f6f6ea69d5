/** What a HID device says of itself, and how long its input reports are, with the report id where there is one. */
export interface HidKind {
  readonly descriptor: Uint8Array;
  readonly reportBytes: number;
}

const kind = (reportBytes: number, descriptor: string): HidKind => ({
  reportBytes,
  descriptor: Buffer.from(descriptor.replaceAll(/\s/g, ''), 'hex'),
});

/** Of the maker's own page (0xFF00): one input and one output report of 64 bytes, without report ids. */
export const rawReports = kind(
  64,
  `06 00ff 09 01 a1 01
     09 02 15 00 26 ff00 75 08 95 40 81 02
     09 03 15 00 26 ff00 75 08 95 40 91 02
   c0`,
);

/** HID 1.11, appendix B.1: modifiers, a reserved byte, six keys; and five lamps the other way. */
export const bootKeyboard = kind(
  8,
  `05 01 09 06 a1 01
     05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02
     95 01 75 08 81 01
     95 05 75 01 05 08 19 01 29 05 91 02
     95 01 75 03 91 01
     95 06 75 08 15 00 25 65 05 07 19 00 29 65 81 00
   c0`,
);

/** HID point of sale usage tables: a bar code scanner (page 0x8C) with the report 2 of 63 bytes. */
export const barCodeScanner = kind(
  64,
  `05 8c 09 02 a1 01
     85 02 09 fe 15 00 26 ff00 75 08 95 3f 81 02
   c0`,
);
