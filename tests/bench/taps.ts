import type { BrowserContext, Page } from '@playwright/test';

/** One tap on a button, as the page saw it. */
export interface Tap {
  readonly on: 'key' | 'language' | 'button';
  /** The face detector was at work. */
  readonly whileDetecting: boolean;
  /** Null: nothing on the screen changed. */
  readonly ms: number | null;
}

export interface PageTimes {
  readonly taps: Tap[];
  /** One frame in the face detector's worker. */
  readonly detectionsMs: number[];
}

type MeasuredWindow = Window & typeof globalThis & { benchTimes: PageTimes };

/** Every page of the context measures its taps from now on. */
export async function measureTaps(context: BrowserContext): Promise<void> {
  await context.addInitScript(watchTaps);
  await context.addInitScript(watchDetector);
}

/** What the page has measured since it was loaded; the last tap's answer is given some frames to be painted. */
export const timesOf = (page: Page): Promise<PageTimes> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 20; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    return (window as MeasuredWindow).benchTimes;
  });

/**
 * Runs in the page. From the finger's rising, by the browser's own time stamp, until the first change that follows has
 * been painted: the animation frame after the one that drew it. An answer of the kiosk's process counts with its way.
 */
function watchTaps(): void {
  const times: { taps: Tap[]; detectionsMs: number[] } = { taps: [], detectionsMs: [] };
  (window as MeasuredWindow).benchTimes = times;
  window.addEventListener(
    'pointerup',
    (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      if (!button || button.disabled) return;
      const startMs = event.timeStamp;
      const isLanguage = button.closest('header') !== null && button.lang !== '';
      const at = times.taps.length;
      const hint = document.querySelector<HTMLElement>('[data-hint]')?.dataset['hint'];
      times.taps.push({
        on: isLanguage ? 'language' : button.closest('fieldset') ? 'key' : 'button',
        whileDetecting: hint !== undefined && hint !== 'starting',
        ms: null,
      });
      const observer = new MutationObserver(() => {
        observer.disconnect();
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => {
          times.taps[at] = { ...times.taps[at]!, ms: performance.now() - startMs };
        });
        port1.start();
        requestAnimationFrame(() => requestAnimationFrame(() => port2.postMessage(null)));
      });
      // The language stands on the root: hints of the camera, which change by themselves, do not count as its answer.
      if (isLanguage) observer.observe(document.documentElement, { attributeFilter: ['lang'] });
      else observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    },
    { capture: true },
  );
}

/** Runs in the page: times each frame that goes to a worker until its answer. */
function watchDetector(): void {
  window.Worker = class extends Worker {
    override postMessage(message: unknown, options?: Transferable[] | StructuredSerializeOptions): void {
      if (typeof message === 'object' && message !== null && 'frame' in message) {
        const startMs = performance.now();
        const note = (): void => {
          (window as MeasuredWindow).benchTimes.detectionsMs.push(performance.now() - startMs);
        };
        this.addEventListener('message', note, { once: true });
      }
      if (Array.isArray(options)) super.postMessage(message, options);
      else super.postMessage(message, options);
    }
  };
}
