import { z } from 'zod';
import { handshakeSchema } from './messages.ts';
import { readPrivateJson, writePrivateFile } from './private-file.ts';

const keptSchema = z.object({
  /** As it came: a compact JWS. Nothing in it is secret, and nothing is believed before it is verified again. */
  keyBundle: handshakeSchema.shape.keyBundle,
  /** The gateway's time when this was written, ISO 8601. */
  gatewayTime: handshakeSchema.shape.serverTime,
});
export type KeptKeyBundle = z.infer<typeof keptSchema>;

export interface KeyBundleStore {
  read(): KeptKeyBundle | null;
  /** False when the disk did not take it. */
  write(kept: KeptKeyBundle): boolean;
}

/** The last good bundle, so that a kiosk that starts without the network can seal and verify. */
export const keyBundleFile = (path: string): KeyBundleStore => ({
  read() {
    try {
      return readPrivateJson(path, keptSchema);
    } catch {
      // Torn or changed: the next handshake brings another.
      return null;
    }
  },
  write(kept) {
    try {
      writePrivateFile(path, JSON.stringify(kept));
      return true;
    } catch {
      return false;
    }
  },
});
