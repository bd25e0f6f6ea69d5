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

  function take(byte: number): DelimitedEvent[] {
    started = byte === start[started] ? started + 1 : Number(byte === start[0]);
    if (started === start.length) {
      started = 0;
      const wasCut = body !== null && body.length + 1 > start.length;
      body = [];
      return wasCut ? [{ kind: 'misfit' }, { kind: 'begin' }] : [{ kind: 'begin' }];
    }
    if (!body) {
      outsideBytes += 1;
      return [];
    }
    body.push(byte);
    if (end.every((mark, index) => body?.at(index - end.length) === mark)) {
      const frame = Uint8Array.from(body.slice(0, -end.length));
      body = null;
      return [{ kind: 'frame', body: frame }];
    }
    if (body.length <= longestFrameBytes) return [];
    body = null;
    return [{ kind: 'misfit' }];
  }

  return {
    push: (bytes) => Array.from(bytes).flatMap(take),
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
