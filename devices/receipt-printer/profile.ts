import { z } from 'zod';
import { serialConnection, simulatedConnection, tcpConnection } from '../transport/connection.ts';

/** Bytes of a command, as a manual writes them: `1D 65 02`. */
const commandBytes = z
  .string()
  .max(60)
  .regex(/^[0-9a-f]{2}( [0-9a-f]{2})*$/i);

/** Bytes that begin a pushed status, or are flow control, cannot be told from it where they answer GS I. */
const isTellable = (id: number): boolean => (id & 0x93) !== 0x10 && id !== 0x11 && id !== 0x13 && id !== 0x37;

/** What differs between models: data from their manuals, never logic. */
const escPosModelSchema = z.strictObject({
  /** Half-width characters on a line of font A. */
  columns: z.int().min(16).max(96),
  /** Printable dots across the roll. */
  dots: z.int().min(128).max(1200),
  /**
   * How the printer tells that a job is on paper. `processId` (GS ( H) is answered when printing is completed;
   * `paperStatus` (GS r), which every model knows, when the data before it has been taken from the buffer.
   */
  confirmation: z.enum(['processId', 'paperStatus']),
  /** GS V function B: feed to the cutter and this many motion units more, then leave one point uncut. */
  feedBeforeCut: z.int().min(0).max(255),
  /** Dots per QR module. */
  qrModuleDots: z.int().min(1).max(16),
  /** The answer to GS I 1, where the manual tells it; null: not asked. Another answer is another model. */
  modelId: z.int().min(0).max(255).refine(isTellable).nullable(),
  /** Done on arrival in any state: nothing of an earlier job comes out afterwards. */
  clearBuffers: commandBytes,
  /** How it says how it is: the four answers to DLE EOT and ASB (GS a), or Custom's one FULL STATUS (GS E0). */
  status: z.enum(['dleEot', 'fullStatus']),
  /** What holds the cut ticket until it is taken; null: it falls out or hangs. */
  presenter: z
    .strictObject({
      /** After the cut: shows the ticket. */
      present: commandBytes,
      /** Pulls back a ticket that nobody took. */
      retract: commandBytes,
      /** The motor needs some 2 s for the longest ticket. */
      retractWithinMs: z.int().min(500).max(30_000),
    })
    .nullable(),
});
export type EscPosModel = z.infer<typeof escPosModelSchema>;

export const receiptPrinterProfile = z.strictObject({
  driver: z.literal('esc-pos'),
  paper: z.enum(['roll80', 'roll58']),
  presenter: z.enum(['none', 'custom-full-status']).exactOptional(),
  /** Where this model's manual differs from the usual printer of its roll and presenter. */
  model: escPosModelSchema.partial().exactOptional(),
  connection: z.union([serialConnection, tcpConnection, simulatedConnection]),
});
export type ReceiptPrinterProfile = z.infer<typeof receiptPrinterProfile>;

const rolls = {
  /** 80 mm roll. */
  roll80: { columns: 48, dots: 576, confirmation: 'processId', feedBeforeCut: 24, qrModuleDots: 6 },
  /** 58 mm roll; small mechanisms often lack GS ( H. */
  roll58: { columns: 32, dots: 384, confirmation: 'paperStatus', feedBeforeCut: 24, qrModuleDots: 5 },
} as const;

const presenters = {
  none: {
    modelId: null,
    /**
     * DLE DC4 fn=8 is answered, also without paper, and nothing may be sent until then. Models that do not know it see
     * control codes that print nothing.
     */
    clearBuffers: '10 14 08 01 03 14 01 06 02 08',
    status: 'dleEot',
    presenter: null,
  },
  /**
   * Custom KPM and VKP. Unverified on hardware: the reset that keeps the connection (from the KPM150's manual), the
   * presenter's steps, and that retracting has been switched on in the printer's own set-up.
   */
  'custom-full-status': {
    modelId: null,
    confirmation: 'paperStatus',
    clearBuffers: '1C C0 18 10 14 1B',
    status: 'fullStatus',
    presenter: { present: '1D 65 03 0C', retract: '1D 65 02', retractWithinMs: 5000 },
  },
} as const;

/** A model's facts: those of its roll, of its presenter, and what the profile says otherwise. */
export function escPosModel(profile: Pick<ReceiptPrinterProfile, 'paper' | 'presenter' | 'model'>): EscPosModel {
  return escPosModelSchema.parse({
    ...rolls[profile.paper],
    ...presenters[profile.presenter ?? 'none'],
    ...profile.model,
  });
}

export const bytesOf = (command: string): Uint8Array =>
  Uint8Array.from(Buffer.from(command.replaceAll(' ', ''), 'hex'));
