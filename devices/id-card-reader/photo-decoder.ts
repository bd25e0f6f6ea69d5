import { spawn } from 'node:child_process';
import { z } from 'zod';
import { within, type Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';

/** The licensed decoder of the WLT photo, which only a police hall has: a program that reads the block and writes a BMP. */
export const photoDecoderProfile = z.strictObject({
  /** The program by its full path, and its arguments; never through a shell. */
  argv: z.tuple([z.string().startsWith('/')], z.string()),
  timeoutMs: z.int().min(100).max(60_000).exactOptional(),
});
export type PhotoDecoderProfile = z.infer<typeof photoDecoderProfile>;

export const photoDecodeErrors = [
  /** No such program, or not ours to run. */
  'notStarted',
  'timedOut',
  /** It ended with an error of its own. */
  'refused',
  /** It wrote more than a picture of this kind can have. */
  'tooLong',
  /** What it wrote is no BMP. */
  'noPicture',
] as const;
export type PhotoDecodeError = (typeof photoDecodeErrors)[number];

export interface PhotoDecoder {
  /** The card's photo as BMP. */
  decode(photo: Uint8Array): Promise<Result<Uint8Array, PhotoDecodeError>>;
}

/** Decoders of the field need some tens of milliseconds. */
const DECODE_TIMEOUT_MS = 5000;
/** 102 × 126 pixels of 24 bits are 38 862 bytes; some decoders write 32 bits or a palette. */
const MOST_PICTURE_BYTES = 256 * 1024;
const BMP_HEADER_BYTES = 54;

/** Runs the hall's program once for each photo. The photo and the picture stay in memory: stdin and stdout, no file. */
export function commandPhotoDecoder({ profile, clock }: { profile: PhotoDecoderProfile; clock: Clock }): PhotoDecoder {
  const [program, ...args] = profile.argv;
  return {
    decode(photo) {
      // Without the kiosk's environment: what a closed program does not get it cannot leak.
      const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'], env: {} });
      const { promise: decoded, resolve } = Promise.withResolvers<Result<Uint8Array, PhotoDecodeError>>();
      const chunks: Uint8Array[] = [];
      let length = 0;
      // Told again by `close`, which is why nothing was started.
      child.once('error', () => {});
      child.stdout.on('data', (chunk: Uint8Array) => {
        length += chunk.length;
        if (length > MOST_PICTURE_BYTES) resolve(err('tooLong'));
        else chunks.push(chunk);
      });
      child.once('close', (code) => {
        if (code === 0) resolve(pictureIn(chunks));
        else resolve(err(child.pid === undefined ? 'notStarted' : 'refused'));
      });
      // A program that ends without reading breaks the pipe; its exit code says more.
      child.stdin.on('error', () => {});
      child.stdin.end(photo);
      const timeoutMs = profile.timeoutMs ?? DECODE_TIMEOUT_MS;
      return within(clock, timeoutMs, decoded, () => err('timedOut' as const)).finally(() => child.kill('SIGKILL'));
    },
  };
}

function pictureIn(chunks: readonly Uint8Array[]): Result<Uint8Array, PhotoDecodeError> {
  const picture = Uint8Array.from(Buffer.concat(chunks));
  if (picture.length < BMP_HEADER_BYTES) return err('noPicture');
  const view = new DataView(picture.buffer);
  const isBitmap = view.getUint16(0, false) === 0x424d && view.getUint32(2, true) === picture.length;
  return isBitmap ? ok(picture) : err('noPicture');
}
