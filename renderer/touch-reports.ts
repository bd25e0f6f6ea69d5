import type { VisitorEvent } from '../main/contract/visitor-event.ts';

/** The session counts seconds; more reports than one a second would tell it nothing. */
const REPORT_EVERY_MS = 1_000;

/** Tells the kiosk that somebody is there: any touch, any key. */
export function reportTouches(send: (event: VisitorEvent) => void): void {
  let lastMs = Number.NEGATIVE_INFINITY;
  const report = (event: Event): void => {
    if (event.timeStamp - lastMs < REPORT_EVERY_MS) return;
    lastMs = event.timeStamp;
    send({ type: 'touch' });
  };
  window.addEventListener('pointerdown', report, { capture: true });
  window.addEventListener('keydown', report, { capture: true });
}

/** Marks the page with what the visitor uses, keys or touch: the focus of a heading is drawn for keys only. */
export function watchInputKind(): void {
  const root = document.documentElement;
  window.addEventListener('keydown', () => (root.dataset['input'] = 'keys'), { capture: true });
  window.addEventListener('pointerdown', () => (root.dataset['input'] = 'touch'), { capture: true });
}
