import { z } from 'zod';
import { hidConnection, serialConnection, simulatedConnection, tcpConnection } from '../transport/connection.ts';
import { photoDecoderProfile } from './photo-decoder.ts';

/** `auto` looks for the speed at which the module answers: readers were set to another by the software before ours. */
const samVSerialConnection = serialConnection.extend({
  baudRate: z.union([serialConnection.shape.baudRate, z.literal('auto')]),
});

/**
 * A HID reader carries raw frames in reports filled up with zeros. The one public driver (2B8B:2721) uses 64 bytes and no
 * report id; other models are not known, so both are data.
 */
export const samVConnection = z.union([samVSerialConnection, hidConnection, tcpConnection, simulatedConnection]);
export type SamVConnection = z.infer<typeof samVConnection>;

const waitMs = z.int().min(1).max(600_000).exactOptional();

/** The ID card reader's entry in a hardware profile. */
export const idCardReaderProfile = z.strictObject({
  driver: z.literal('sam-v'),
  connection: samVConnection,
  /**
   * How the printed number of the security module may begin, e.g. `05.03`: a reader with another module is out of service
   * until somebody has looked at it. Without it any module is taken.
   */
  moduleFamily: z
    .array(z.string().regex(/^\d{2,5}\.\d{2,5}(-\d{1,10}){0,3}$/))
    .min(1)
    .exactOptional(),
  /** `false` for a reader that answers the question for the newest address (30 03) as if the card had gone. */
  asksNewestAddress: z.boolean().exactOptional(),
  /** The licensed decoder of the chip's photo, where this hall has one. */
  photoDecoder: photoDecoderProfile.exactOptional(),
  /** Waits that differ from the usual ones; what each means stands in driver.ts. */
  delays: z
    .strictObject({
      answerTimeoutMs: waitMs,
      readTimeoutMs: waitMs,
      fingerprintTimeoutMs: waitMs,
      stalledMs: waitMs,
      quietMs: waitMs,
      placeTimeoutMs: waitMs,
      pollMs: waitMs,
      heartbeatMs: waitMs,
      reopenAfterMs: waitMs,
    })
    .exactOptional(),
});
export type IdCardReaderProfile = z.infer<typeof idCardReaderProfile>;
