import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  commandPhotoDecoder,
  photoDecodeErrors,
  photoDecoderProfile,
  type PhotoDecodeError,
  type PhotoDecoderProfile,
} from '../../../devices/id-card-reader/photo-decoder.ts';
import { portraitIn, syntheticPhoto } from '../../../devices/id-card-reader/synthetic-photo.ts';
import { systemClock } from '../../../main/clock/clock.ts';

const program = path.join(import.meta.dirname, 'photo-decoder-program.ts');
const decode = (profile: PhotoDecoderProfile, photo = syntheticPhoto()) =>
  commandPhotoDecoder({ profile, clock: systemClock }).decode(photo);
const failing = (...failure: string[]): PhotoDecoderProfile => ({ argv: [process.execPath, program, ...failure] });

/** How a program brings about each way a decoding can fail. A new error without a way does not compile. */
const waysToFail: Record<PhotoDecodeError, readonly PhotoDecoderProfile[]> = {
  notStarted: [{ argv: ['/nowhere/decoder'] }, { argv: [program] }],
  timedOut: [{ ...failing('hang'), timeoutMs: 1500 }],
  refused: [failing('refuse')],
  tooLong: [failing('babble')],
  noPicture: [failing('text'), failing('half')],
};

describe("a hall's decoder of photos", () => {
  it('makes a picture of the opaque block', async () => {
    const picture = await decode(failing());
    expect(picture).toEqual({ ok: true, value: portraitIn(syntheticPhoto()) });
    expect(picture.ok && picture.value.length).toBe(38_862);
  });

  it.each(photoDecodeErrors)('can fail with %s', async (error) => {
    for (const profile of waysToFail[error]) expect(await decode(profile)).toEqual({ ok: false, error });
  });

  it('gets nothing of the environment, and no block that is none of ours', async () => {
    const environment = { argv: [process.execPath, '-e', 'process.exitCode = Object.keys(process.env).length'] };
    expect(await decode({ argv: [environment.argv[0]!, ...environment.argv.slice(1)] })).toEqual({
      ok: false,
      error: 'noPicture',
    });
    expect(await decode(failing(), new Uint8Array(1024))).toEqual({ ok: false, error: 'refused' });
  });

  it('is named by its full path, never by a word that a shell looks up', () => {
    expect(photoDecoderProfile.safeParse({ argv: ['/opt/decoder/wlt', '--bmp'] }).success).toBe(true);
    for (const argv of [[], ['wlt'], ['../wlt']]) expect(photoDecoderProfile.safeParse({ argv }).success).toBe(false);
  });

  it('draws different people for different blocks, and the same for the same', () => {
    const pictures = [1, 2, 3, 4, 5].map((seed) => Buffer.from(portraitIn(syntheticPhoto(seed))!).toString('base64'));
    expect(new Set(pictures).size).toBe(5);
    expect(portraitIn(syntheticPhoto(3))).toEqual(portraitIn(syntheticPhoto(3)));
  });
});
