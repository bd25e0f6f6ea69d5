import { delay, type Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { CameraLine, LineFault } from './camera-line.ts';
import { readJpeg } from './jpeg.ts';
import type { Vc0706Profile } from './profile.ts';

/** A picture of 640 x 480 has about 48 KiB; a length far beyond it is a bit error, or a memory that was never written. */
const LARGEST_PICTURE_BYTES = 256 * 1024;

export type PictureFault = LineFault | 'cancelled' | 'badPicture' | 'tooSlow';

export interface PictureDelays {
  /** The memory still holds the frame before it was set going; at 15 frames a second a new one is there by then. */
  readonly freshFrameMs: number;
  /** 48 KiB at 38400 baud take 13 s; twice that and a few repeats. */
  readonly pictureTimeoutMs: number;
}

/**
 * Stops the frame, reads it in chunks and sets the camera going again. It is set going first of all, too: a camera that
 * was left standing would hand over the picture of whoever stood there before.
 */
export async function readPicture(
  line: CameraLine,
  profile: Vc0706Profile,
  { clock, signal, delays }: { clock: Clock; signal: AbortSignal; delays: PictureDelays },
): Promise<Result<Uint8Array, PictureFault>> {
  const resume = { name: 'resume', flag: profile.resumeFlag } as const;
  const deadlineMs = clock.monotonicMs() + delays.pictureTimeoutMs;
  const running = await line.ask(resume);
  if (!running.ok) return running;
  await delay(clock, delays.freshFrameMs, signal);
  if (signal.aborted) return err('cancelled');
  const stopped = await line.ask({ name: 'stopFrame' });
  if (!stopped.ok) return stopped;
  const frame = await readFrame(line, profile, () => {
    if (signal.aborted) return 'cancelled';
    return clock.monotonicMs() >= deadlineMs ? 'tooSlow' : null;
  });
  const resumed = await line.ask(resume);
  if (!frame.ok) return frame;
  // The picture is there; whether the camera runs again decides the next one.
  if (!resumed.ok && resumed.error === 'closed') return resumed;
  const jpeg = readJpeg(frame.value);
  return jpeg && `${jpeg.widthPx}x${jpeg.heightPx}` === profile.size ? ok(jpeg.bytes) : err('badPicture');
}

async function readFrame(
  line: CameraLine,
  profile: Vc0706Profile,
  whyStop: () => 'cancelled' | 'tooSlow' | null,
): Promise<Result<Uint8Array, PictureFault>> {
  const length = await line.ask({ name: 'length' });
  if (!length.ok) return length;
  const [a = 0, b = 0, c = 0, d = 0] = length.value;
  const total = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  if (total === 0 || total > LARGEST_PICTURE_BYTES) return err('badPicture');
  const frame = new Uint8Array(total);
  for (let at = 0; at < total; at += profile.chunkBytes) {
    const stop = whyStop();
    if (stop) return err(stop);
    const bytes = Math.min(profile.chunkBytes, total - at);
    const chunk = await line.ask({ name: 'read', at, bytes, pause: profile.readPause });
    if (!chunk.ok) return chunk;
    frame.set(chunk.value, at);
  }
  return ok(frame);
}
