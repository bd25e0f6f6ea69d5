import { z } from 'zod';
import { streamConnection } from '../transport/connection.ts';
import { errorTables, type ErrorTable } from './error-codes.ts';
import type { CardPosition, PermitSlotStatus } from './permit-slot.ts';
import type { CrtCode, CrtFormat } from './protocol.ts';

export const crtCommands = ['init', 'status', 'version', 'accept', 'refuse', 'hold', 'eject', 'capture'] as const;
export type CrtCommand = (typeof crtCommands)[number];

/** What differs between machines of the family. */
export interface CrtModel {
  readonly framing: CrtFormat['framing'];
  readonly baudRate: number;
  readonly commands: Readonly<Record<CrtCommand, CrtCode>>;
  /** By the first character of the state. */
  readonly positions: Readonly<Record<string, CardPosition>>;
  /** By the third character of the state. */
  readonly bins: Readonly<Record<string, Exclude<PermitSlotStatus['captureBin'], 'unknown'>>>;
  readonly errors: ErrorTable;
  /** How the answer to `version` begins. */
  readonly version: string;
}

const positions = { '0': 'none', '1': 'atGate', '2': 'inside' } as const;
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
  },
  positions,
  bins,
  errors: errorTables.crt571,
  version: 'CRT-350',
} as const satisfies CrtModel;

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
    },
    positions,
    bins,
    errors: errorTables.crt571,
    version: 'CRT-571', // [M]
  },
  'crt-350n': usbModel,
  'crt-591h': { ...usbModel, errors: errorTables.crt591h, version: 'CRT-591' },
} as const satisfies Record<string, CrtModel>;

export const permitSlotEntry = z.strictObject({
  driver: z.enum(['crt-571', 'crt-350n', 'crt-591h']),
  connection: streamConnection,
  /** Of the machine on its line, where its switches say another than 0. */
  address: z.int().min(0).max(255).exactOptional(),
  /** How its version begins, where that is another than the usual one; null: whatever it answers. */
  version: z.string().min(1).max(40).nullable().exactOptional(),
});
export type PermitSlotEntry = z.infer<typeof permitSlotEntry>;
/** What the driver and its simulator need of the entry. */
export type PermitSlotProfile = Omit<PermitSlotEntry, 'connection'>;

export const crtModelOf = ({ driver }: PermitSlotProfile): CrtModel => crtModels[driver];
export const crtFormatOf = (profile: PermitSlotProfile): CrtFormat => ({
  framing: crtModelOf(profile).framing,
  address: profile.address ?? 0,
});
