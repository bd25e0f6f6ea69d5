import { z } from 'zod';
import { streamConnection } from '../transport/connection.ts';

export const k720Commands = ['dispense', 'capture', 'status', 'version', 'reset'] as const;
export type K720Command = (typeof k720Commands)[number];

/** Where the sensors see a card. `staged`: the next one, ready behind the hopper; it is not in the way of anything. */
export type SensedCard = 'none' | 'staged' | 'inPath' | 'atFront';

/** What differs between machines of the family. */
export interface K720Model {
  readonly baudRate: number;
  readonly commands: Readonly<Record<K720Command, string>>;
  /** What each bit of the full status means; `null` is reserved. */
  readonly bits: Readonly<Record<StatusBit, number | null>>;
  /** By the three sensor bits: 1 at the front, 2 in the path (with 1: where a card is read), 4 at the hopper. */
  readonly sensed: readonly SensedCard[];
  /** How the answer to `version` begins. */
  readonly version: string;
}

export const statusBits = [
  'empty',
  'nearlyEmpty',
  'jam',
  'overlap',
  'captureError',
  'dispenseError',
  'capturing',
  'dispensing',
  'preparing',
  'prepareFailed',
  'cannotExecute',
  'binFull',
] as const;
export type StatusBit = (typeof statusBits)[number];

const sensed = ['none', 'atFront', 'inPath', 'inPath', 'staged', 'atFront', 'inPath', 'inPath'] as const;
const bits = {
  empty: 0x0008,
  nearlyEmpty: 0x0010,
  jam: 0x0020,
  overlap: 0x0040,
  captureError: 0x0100,
  dispenseError: 0x0200,
  capturing: 0x0400,
  dispensing: 0x0800,
  preparing: 0x1000,
  prepareFailed: 0x2000,
  cannotExecute: 0x4000,
} as const;

const commands = {
  /** To where the visitor takes it; FC0 would drop it out, where no sensor sees it any more. */
  dispense: 'FC4',
  capture: 'CP',
  /** All 16 bits; RF has 12. */
  status: 'AP',
  version: 'GV',
  reset: 'RS',
} as const;

/** [M] the version texts; the rest is in two public drivers. */
export const k720Models = {
  k720: { baudRate: 9600, commands, bits: { ...bits, binFull: 0x8000 }, sensed, version: 'K720' },
  /** 0x8000 is reserved here, and 0x0080, which is a full hopper elsewhere, is the full bin. */
  d1000: { baudRate: 9600, commands, bits: { ...bits, binFull: 0x0080 }, sensed, version: 'D1000' },
} as const satisfies Record<string, K720Model>;

export const cardDispenserEntry = z.strictObject({
  driver: z.enum(['k720', 'd1000']),
  connection: streamConnection,
  /** Of the machine on its line, where its switches say another than 15. */
  address: z.int().min(0).max(99).exactOptional(),
  /** How its version begins, where that is another than the usual one; null: whatever it answers. */
  version: z.string().min(1).max(40).nullable().exactOptional(),
});
export type CardDispenserEntry = z.infer<typeof cardDispenserEntry>;
/** What the driver and its simulator need of the entry. */
export type CardDispenserProfile = Omit<CardDispenserEntry, 'connection'>;

export const k720ModelOf = ({ driver }: CardDispenserProfile): K720Model => k720Models[driver];
/** As they come from the factory. */
const USUAL_ADDRESS = 15;
export const k720AddressOf = ({ address }: CardDispenserProfile): number => address ?? USUAL_ADDRESS;
