import { implement } from '@orpc/server';
import { divisionPath, divisionsIn } from './catalogue/divisions.ts';
import { kioskContract } from './contract/kiosk-contract.ts';
import { err, ok, type Result } from './contract/result.ts';
import type { StillCameraError } from './contract/still-picture.ts';
import type { KioskSession } from './session/session.ts';

/** Takes a picture with the serial camera of this kiosk. */
export type TakePicture = (signal: AbortSignal) => Promise<Result<Uint8Array, StillCameraError>>;

const never = new AbortController().signal;
const noSerialCamera: TakePicture = () => Promise.resolve(err('offline'));

/** The kiosk's answers to its screen, the same for both shells. */
export function kioskRouter(
  session: KioskSession,
  search: (text: string) => string[],
  takePicture: TakePicture = noSerialCamera,
) {
  const kiosk = implement(kioskContract);
  return kiosk.router({
    session: {
      watch: kiosk.session.watch.handler(({ signal }) =>
        newest(
          (tell) => session.onChanged(tell),
          () => session.snapshot(),
          signal,
        ),
      ),
      send: kiosk.session.send.handler(({ input }) => ({ accepted: session.send(input) })),
    },
    camera: {
      takePicture: kiosk.camera.takePicture.handler(async ({ signal = never }) => {
        const picture = await takePicture(signal);
        return picture.ok ? ok({ jpeg: Buffer.from(picture.value).toString('base64') }) : picture;
      }),
    },
    catalogue: {
      search: kiosk.catalogue.search.handler(({ input }) => ({ serviceIds: search(input.text) })),
      divisions: kiosk.catalogue.divisions.handler(({ input: { parent } }) => ({
        path: parent === null ? [] : divisionPath(parent),
        children: divisionsIn(parent),
      })),
    },
  });
}

/** The value now, then each change. A slow listener gets the newest value, not all that it missed: one is enough to show. */
export async function* newest<T>(
  subscribe: (tell: (value: T) => void) => () => void,
  now: () => T,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void, void> {
  let waiting: { value: T } | null = null;
  let wake: (() => void) | null = null;
  const unsubscribe = subscribe((value) => {
    waiting = { value };
    wake?.();
  });
  // Asked after subscribing: a generator begins late, and a change before its beginning must not be missed.
  waiting = { value: now() };
  const stop = (): void => wake?.();
  signal?.addEventListener('abort', stop, { once: true });
  const isWatched = (): boolean => signal?.aborted !== true;
  try {
    while (isWatched()) {
      if (waiting) {
        const { value }: { value: T } = waiting;
        waiting = null;
        yield value;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    unsubscribe();
    signal?.removeEventListener('abort', stop);
  }
}
