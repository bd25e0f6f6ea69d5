import { delay, unlessAborted, type Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import { deviceWatch } from '../device-watch.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { reconnectingChannel } from '../transport/reconnecting-channel.ts';
import { turns } from '../transport/turns.ts';
import { cameraLine, type LineDelays, type LineFault } from './camera-line.ts';
import type { Vc0706Profile } from './profile.ts';
import { sizeOf, type BaudRate } from './protocol.ts';
import { readPicture, type PictureDelays, type PictureFault } from './read-picture.ts';
import type { StillCamera, StillCameraError } from './still-camera.ts';

export interface Vc0706Delays extends LineDelays, PictureDelays {
  /** A dead camera must be known before a visitor chooses a service that needs it. */
  readonly heartbeatMs: number;
  /** Before a lost or silent line is opened again. */
  readonly reopenAfterMs: number;
}

export const vc0706Delays: Vc0706Delays = {
  answerTimeoutMs: 500,
  readTimeoutMs: 3000,
  quietMs: 100,
  freshFrameMs: 150,
  pictureTimeoutMs: 30_000,
  heartbeatMs: 5000,
  reopenAfterMs: 2000,
};

export interface Vc0706Camera extends StillCamera {
  /** For the technician: its version, and how many broken answers came since the start. */
  selfTest(): Promise<Result<{ version: string; badAnswers: number }, StillCameraError>>;
  /** For the technician: how fast it speaks from its next reset on. Its profile has to say the same then. */
  setBaudRate(baudRate: BaudRate): Promise<Result<void, StillCameraError>>;
}

/** What a camera can be found to be; `wrongFirmware` is another model than the profile names. */
type Trouble = LineFault | 'wrongFirmware';

/** A camera with the VC0706 chip on a serial line, 8N1. It is reset whenever its line opens: nothing is taken over from before. */
export function vc0706Camera(options: {
  channel: ByteChannel;
  clock: Clock;
  profile: Vc0706Profile;
  delays?: Partial<Vc0706Delays>;
}): Vc0706Camera {
  const { clock, profile } = options;
  const delays = { ...vc0706Delays, ...options.delays };
  const connection = reconnectingChannel({ ...options, reopenAfterMs: delays.reopenAfterMs });
  const line = cameraLine(connection, { clock, serialNumber: profile.serialNumber, delays });
  /** Commands of one work are never mixed with those of another. */
  const inTurn = turns();
  const watch = deviceWatch({
    connection,
    clock,
    heartbeatMs: delays.heartbeatMs,
    unknown: {},
    check: () => inTurn(check),
  });

  /** Keeps the status true to what was met. */
  async function note(trouble: Trouble | null): Promise<void> {
    if (trouble === 'silent' || trouble === 'closed') await watch.silent();
    else if (trouble === null) watch.set({ device: 'online' });
    else watch.set({ device: 'hardwareError', ...(trouble === 'wrongFirmware' && { reason: trouble }) });
  }

  async function askVersion(): Promise<Result<string, Trouble>> {
    const version = await line.ask({ name: 'version' });
    if (!version.ok) return version;
    const text = Buffer.from(version.value).toString('latin1').trim();
    return text.startsWith(profile.version) ? ok(text) : err('wrongFirmware');
  }

  async function reset(): Promise<Trouble | null> {
    const answer = await line.ask({ name: 'reset' });
    if (!answer.ok) return answer.error;
    await delay(clock, profile.bootMs, watch.stopped ?? undefined);
    return null;
  }

  /** A size is written only where it differs: the memory of the camera wears out, and takes effect with the next reset. */
  async function prepare(): Promise<Trouble | null> {
    const trouble = await reset();
    if (trouble) return trouble;
    const version = await askVersion();
    if (!version.ok) return version.error;
    const size = await line.ask({ name: 'size' });
    if (size.ok && sizeOf(size.value[0]) === profile.size) return null;
    // A model that keeps no size says no to both; whether its pictures fit the profile, each of them tells.
    const written = await line.ask({ name: 'setSize', size: profile.size });
    if (written.ok) return reset();
    return written.error === 'refused' ? null : written.error;
  }

  /** One that was broken or away is made ready anew: it may be another camera by now. */
  async function check(): Promise<void> {
    if (!connection.isOpen) return;
    if (watch.status().device !== 'online') return note(await prepare());
    const version = await askVersion();
    await note(version.ok ? null : version.error);
  }

  /** What `status` says now, in the words of an operation that did not begin. */
  const whyNot = (): StillCameraError => (watch.status().device === 'hardwareError' ? 'cameraFault' : 'offline');

  async function take(signal: AbortSignal): Promise<Result<Uint8Array, StillCameraError>> {
    if (signal.aborted) return err('cancelled');
    if (watch.status().device !== 'online') return err(whyNot());
    const picture = await readPicture(line, profile, { clock, signal, delays });
    if (!picture.ok && isTrouble(picture.error)) await note(picture.error);
    return picture.ok ? picture : err(errorOf(picture.error));
  }

  return {
    start: watch.start,
    stop: watch.stop,
    status: watch.status,
    onStatusChanged: watch.onStatusChanged,
    takePicture(cancelled) {
      const { stopped } = watch;
      if (!stopped) return Promise.resolve(err('offline'));
      const signal = AbortSignal.any([cancelled, stopped]);
      const taking = inTurn(() => take(signal));
      // A visitor who leaves must not wait for a camera: its last command ends in the background.
      return unlessAborted(signal, taking, () => err('cancelled' as const));
    },
    selfTest: () =>
      inTurn(async () => {
        if (!connection.isOpen) return err(whyNot());
        const version = await askVersion();
        await note(version.ok ? null : version.error);
        return version.ok ? ok({ version: version.value, badAnswers: line.badAnswers }) : err(errorOf(version.error));
      }),
    setBaudRate: (baudRate) =>
      inTurn(async () => {
        if (watch.status().device !== 'online') return err(whyNot());
        const written = await line.ask({ name: 'setBaud', baudRate });
        return written.ok ? ok(undefined) : err(errorOf(written.error));
      }),
  };
}

const isTrouble = (fault: PictureFault): fault is LineFault =>
  fault === 'silent' || fault === 'garbled' || fault === 'refused' || fault === 'closed';

function errorOf(fault: PictureFault | 'wrongFirmware'): StillCameraError {
  switch (fault) {
    case 'cancelled':
    case 'badPicture':
      return fault;
    case 'silent':
    case 'closed':
      return 'offline';
    case 'garbled':
    case 'refused':
    case 'tooSlow':
    case 'wrongFirmware':
      return 'cameraFault';
  }
}
