import { strayBytes, type Misfit } from '../transport/push-line.ts';

export type DelimitedEvent =
  { readonly kind: 'begin' } | { readonly kind: 'frame'; readonly body: Uint8Array } | Misfit;

export interface DelimitedFrames {
  push(bytes: Uint8Array): DelimitedEvent[];
  quiet(): DelimitedEvent[];
  readonly pendingBytes: number;
}

/**
 * Frames between a start mark and an end mark that cannot occur in between. A start mark inside a frame begins it anew,
 * because a frame that was cut swallows the beginning of the one behind it.
 */
export function delimitedFrames(marks: {
  readonly start: readonly number[];
  readonly end: readonly number[];
  readonly longestFrameBytes: number;
}): DelimitedFrames {
  const { start, end, longestFrameBytes } = marks;
  /** null outside of a frame. */
  let body: number[] | null = null;
  /** How much of the start mark the last bytes are. */
  let started = 0;
  let outsideBytes = 0;

  const endsFrame = (bytes: readonly number[]): boolean =>
    bytes.at(-1) === end.at(-1) && end.every((mark, index) => bytes.at(index - end.length) === mark);

  function take(byte: number, events: DelimitedEvent[]): void {
    started = byte === start[started] ? started + 1 : Number(byte === start[0]);
    if (started === start.length) {
      started = 0;
      const wasCut = body !== null && body.length + 1 > start.length;
      if (wasCut) events.push({ kind: 'misfit' });
      events.push({ kind: 'begin' });
      body = [];
      return;
    }
    if (!body) {
      outsideBytes += 1;
      return;
    }
    body.push(byte);
    if (endsFrame(body)) {
      events.push({ kind: 'frame', body: Uint8Array.from(body.slice(0, -end.length)) });
      body = null;
    } else if (body.length > longestFrameBytes) {
      events.push({ kind: 'misfit' });
      body = null;
    }
  }

  return {
    push(bytes) {
      const events: DelimitedEvent[] = [];
      for (const byte of bytes) take(byte, events);
      return events;
    },
    quiet() {
      const isMisfit = body !== null || outsideBytes >= strayBytes;
      body = null;
      started = 0;
      outsideBytes = 0;
      return isMisfit ? [{ kind: 'misfit' }] : [];
    },
    get pendingBytes() {
      return body?.length ?? 0;
    },
  };
}
