import type Pad from 'signature_pad';
import { signatureBox } from './signature-path.ts';
import type { RecordedPoint } from './stroke-record.ts';

/** What the pen did, in more points than are painted: a panel reports several between two frames (coalesced events). */
export interface StrokeRecorder {
  readonly strokes: readonly (readonly RecordedPoint[])[];
  undo(): void;
  clear(): void;
  stop(): void;
}

/** A hundred scribbled signatures; whoever goes on after that is playing, and no more is kept. */
const MOST_POINTS = 40_000;

/** Records beside the pad, which begins and ends the strokes. */
export function recordStrokes(field: HTMLCanvasElement, pad: Pad): StrokeRecorder {
  const strokes: RecordedPoint[][] = [];
  let count = 0;
  let drawing: { pointerId: number; points: RecordedPoint[] } | null = null;

  function add(event: PointerEvent): void {
    if (!drawing || event.pointerId !== drawing.pointerId || count >= MOST_POINTS) return;
    const box = field.getBoundingClientRect();
    drawing.points.push({
      x: ((event.clientX - box.left) / box.width) * signatureBox.width,
      y: ((event.clientY - box.top) / box.height) * signatureBox.height,
      atMs: event.timeStamp,
      pressure: event.pressure,
    });
    count += 1;
  }
  function addAll(event: PointerEvent): void {
    const all = event.getCoalescedEvents();
    for (const each of all.length > 0 ? all : [event]) add(each);
  }
  const begin = ({ detail }: { readonly detail: { readonly event: Event } }): void => {
    if (!(detail.event instanceof PointerEvent)) return;
    drawing = { pointerId: detail.event.pointerId, points: [] };
    strokes.push(drawing.points);
    add(detail.event);
  };
  const end = (): void => {
    drawing = null;
  };

  const began = (event: Event): void => {
    if (event instanceof CustomEvent) begin(event);
  };
  pad.addEventListener('beginStroke', began);
  pad.addEventListener('endStroke', end);
  window.addEventListener('pointermove', addAll);
  return {
    strokes,
    undo: () => void strokes.pop(),
    clear() {
      strokes.length = 0;
      count = 0;
    },
    stop() {
      pad.removeEventListener('beginStroke', began);
      pad.removeEventListener('endStroke', end);
      window.removeEventListener('pointermove', addAll);
    },
  };
}
