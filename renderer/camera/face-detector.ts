// oxlint-disable-next-line import/default -- the bundler makes the address of the built worker the default export
import workerUrl from './face-detector-worker.ts?worker&url';
import type { DetectorAnswer, DetectorRequest, Point } from './face-detector-worker.ts';
import type { Measurement } from './quality.ts';

export interface Detection {
  readonly measurement: Measurement;
  readonly landmarks: readonly Point[];
}

export interface FaceDetector {
  /** Measures one frame and closes it; null when the detector is broken or too slow. One call at a time. */
  detect(frame: ImageBitmap): Promise<Detection | null>;
  /** Ends the worker and all its memory. */
  close(): void;
}

/** Loading 1.7 MB of program and 0.3 MB of models from a worn disk; more means that they are not there. */
const LOAD_TIMEOUT_MS = 30_000;
/** About 0.1 s in WebAssembly; in plain script 1 s, or 5 s beside other work. More is a stuck machine. */
const DETECT_TIMEOUT_MS = 15_000;

/** Starts the detector in its own thread, so that taps are answered while it works; null when it cannot start. */
export async function startFaceDetector(): Promise<FaceDetector | null> {
  const worker = new Worker(trustedWorkerUrl(), { type: 'module' });
  const ready = await ask(worker, { modelsUrl: new URL('models/', document.baseURI).href }, [], LOAD_TIMEOUT_MS);
  if (ready?.kind !== 'ready') {
    console.error('face detector does not start', ready);
    worker.terminate();
    return null;
  }
  return {
    async detect(frame) {
      const answer = await ask(worker, { frame }, [frame], DETECT_TIMEOUT_MS);
      return answer?.kind === 'measured' ? answer : null;
    },
    close: () => worker.terminate(),
  };
}

function ask(
  worker: Worker,
  request: DetectorRequest,
  transfer: Transferable[],
  limitMs: number,
): Promise<DetectorAnswer | null> {
  return new Promise((resolve) => {
    const finish = (answer: DetectorAnswer | null): void => {
      clearTimeout(timer);
      worker.removeEventListener('message', onMessage);
      worker.removeEventListener('error', onError);
      resolve(answer);
    };
    const onMessage = ({ data }: MessageEvent<DetectorAnswer>): void => finish(data);
    const onError = (): void => finish(null);
    const timer = setTimeout(onError, limitMs);
    worker.addEventListener('message', onMessage);
    worker.addEventListener('error', onError);
    worker.postMessage(request, transfer);
  });
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}
declare global {
  interface Window {
    /** Not yet in the compiler's library. What it makes is a TrustedScriptURL, used wherever a string is. */
    readonly trustedTypes?: TrustedTypes;
  }
}

/** The one script address that the content security policy lets become a worker. */
let trusted: string | null = null;

function trustedWorkerUrl(): string {
  // A policy may be made once a page.
  trusted ??= window.trustedTypes
    ? window.trustedTypes
        .createPolicy('kiosk-worker', {
          createScriptURL(url) {
            if (url !== workerUrl) throw new TypeError('only the face detector is a worker');
            return url;
          },
        })
        .createScriptURL(workerUrl)
    : workerUrl;
  return trusted;
}
