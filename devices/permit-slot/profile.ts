import { z } from 'zod';
import { streamConnection } from '../transport/connection.ts';
import { errorTables, type ErrorTable } from './error-codes.ts';
import type { CardPosition, PermitSlotStatus } from './permit-slot.ts';
import type { CrtCode, CrtFormat } from './protocol.ts';

const modelCommands = [
  'init',
  'status',
  'version',
  'accept',
  'refuse',
  'hold',
  'eject',
  'capture',
  'chipOn',
  'chipOff',
  'chipExchange',
] as const;
export const crtCommands = [...modelCommands, 'write', 'writerState'] as const;
export type CrtCommand = (typeof crtCommands)[number];

/** What differs between machines of the family, and where they have one, of the rewriter on top. */
export interface CrtModel {
  readonly framing: CrtFormat['framing'];
  readonly baudRate: number;
  readonly commands: Readonly<Record<CrtCommand, CrtCode>>;
  /** By the first character of the state. */
  readonly positions: Readonly<Record<string, CardPosition>>;
  /** By the third character of the state. */
  readonly bins: Readonly<Record<string, Exclude<PermitSlotStatus['captureBin'], 'unknown'>>>;
  readonly errors: ErrorTable;
  /** By the first character of what the writer says of itself. */
  readonly writerWords: Readonly<Record<string, WriterWord>>;
  /** How the answer to `version` begins. */
  readonly version: string;
}

/** What a model's own document says of it. */
type BareModel = Omit<CrtModel, 'commands' | 'writerWords'> & {
  readonly commands: Readonly<Record<(typeof modelCommands)[number], CrtCode>>;
};

const positions = { '0': 'none', '1': 'atGate', '2': 'inside' } as const;
/**
 * `idle`: it has written nothing yet. `failed`: the back of the card is as it was. `unknown`: it was interrupted, the back
 * may hold half of both texts.
 */
export type WriterWord = 'idle' | 'busy' | 'written' | 'failed' | 'unknown';
const writerWords = { '0': 'idle', '1': 'busy', '2': 'written', '3': 'failed', '4': 'unknown' } as const;
/** A card's chip: power for its contacts, and one APDU there and back (by T=1; 51 33 is T=0). */
const chipCommands = { chipOn: '5130', chipOff: '5131', chipExchange: '5134' } as const;

const bins = { '0': 'ok', '1': 'full' } as const;

/** [M] all but the framing and the init commands: no public source names the others for the USB machines. */
const usbModel = {
  framing: 'crt-hid',
  baudRate: 9600,
  commands: {
    /** Init that leaves a card where it is, puts it out, or takes it into the bin. */
    init: '3034',
    eject: '3031',
    capture: '3032',
    status: '3130',
    version: 'a430',
    accept: '3330',
    refuse: '3331',
    hold: '3231',
    ...chipCommands,
  },
  positions,
  bins,
  errors: errorTables.crt571,
  version: 'CRT-350',
} as const satisfies BareModel;

export const crtModels = {
  'crt-571': {
    framing: 'crt-571',
    baudRate: 9600,
    commands: {
      /** Init that leaves a card where it is. */
      init: '3033',
      status: '3130',
      version: 'a430',
      accept: '3330',
      refuse: '3331',
      /** To the chip contacts. */
      hold: '3231',
      eject: '3239',
      /** To the error card bin. */
      capture: '3233',
      ...chipCommands,
    },
    positions,
    bins,
    errors: errorTables.crt571,
    version: 'CRT-571', // [M]
  },
  'crt-350n': usbModel,
  'crt-591h': { ...usbModel, errors: errorTables.crt591h, version: 'CRT-591' },
} as const satisfies Record<string, BareModel>;

const code = z.string().regex(/^[0-9a-f]{4}$/, 'four hexadecimal digits');

/**
 * A thermal rewriter behind the chip's contacts. [M] all of it, but what ISO 7816 and ICAO 9303 say of a chip: neither the
 * standard of the permits' chip nor any rewriter's commands are public. Assumed is an application like that of a passport,
 * read without a key, and one command that writes, beside one that tells what became of it.
 */
export const rewriterEntry = z.strictObject({
  /** The chip's application, and in it the file with the zone (ICAO 9303 part 10: LDS1, EF.DG1). */
  application: z
    .string()
    .regex(/^([0-9a-f]{2}){5,16}$/)
    .default('a0000002471001'),
  zoneFile: code.default('0101'),
  /** Command and parameter of the frames that write, and ask. */
  writeCommand: code.default('7030'),
  stateCommand: code.default('7031'),
  /** What has room on the card, and in a frame: lines, and bytes of GB 18030 in each. */
  lines: z.int().min(1).max(4).default(4),
  lineBytes: z.int().min(8).max(60).default(60),
});
export type RewriterEntry = z.infer<typeof rewriterEntry>;

export const permitSlotEntry = z.strictObject({
  driver: z.enum(['crt-571', 'crt-350n', 'crt-591h']),
  connection: streamConnection,
  /** Of the machine on its line, where its switches say another than 0. */
  address: z.int().min(0).max(255).exactOptional(),
  /** How its version begins, where that is another than the usual one; null: whatever it answers. */
  version: z.string().min(1).max(40).nullable().exactOptional(),
  /** Where it can read a permit's chip and write on its back; `{}` for all that is assumed. */
  rewriter: rewriterEntry.exactOptional(),
});
export type PermitSlotEntry = z.infer<typeof permitSlotEntry>;
/** What the driver and its simulator need of the entry. */
export type PermitSlotProfile = Omit<PermitSlotEntry, 'connection'>;

export function crtModelOf({ driver, rewriter }: PermitSlotProfile): CrtModel {
  const model = crtModels[driver];
  const { writeCommand, stateCommand } = rewriter ?? rewriterEntry.parse({});
  return { ...model, commands: { ...model.commands, write: writeCommand, writerState: stateCommand }, writerWords };
}
export const crtFormatOf = (profile: PermitSlotProfile): CrtFormat => ({
  framing: crtModelOf(profile).framing,
  address: profile.address ?? 0,
});
