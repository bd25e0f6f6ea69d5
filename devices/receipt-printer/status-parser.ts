import { decodeAutomatic, type PrinterCondition } from './protocol.ts';

/** What the printer says, in any mixture: answers and pushed status share one line and are told apart by fixed bits. */
export type StatusReport =
  /** One answer to DLE EOT; the one who asked knows to which question. */
  | { readonly kind: 'realTime'; readonly byte: number }
  | { readonly kind: 'automatic'; readonly condition: PrinterCondition }
  /** The answer to GS r 1. */
  | { readonly kind: 'paperStatus' }
  /** Everything before GS ( H with this id is on paper. */
  | { readonly kind: 'processed'; readonly id: string }
  /** The buffers are empty: the answer to DLE DC4 fn=8. */
  | { readonly kind: 'cleared' };

type Fed =
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'finished'; readonly report: StatusReport }
  /** The byte does not belong to what was begun. */
  | { readonly kind: 'notMine' };

const blockHeader = 0x37;
const XON = 0x11;
const XOFF = 0x13;

/** A parser that takes the bytes in any pieces. It never fails: a group that breaks off is dropped, the rest is read. */
export function createStatusParser(): (bytes: Uint8Array) => readonly StatusReport[] {
  let group: number[] = [];
  const feed = (byte: number): StatusReport | null => {
    // Flow control may stand anywhere, also inside a group.
    if (byte === XON || byte === XOFF) return null;
    const begun = group.length > 0;
    group.push(byte);
    const fed = feedGroup(group);
    if (fed.kind === 'unfinished') return null;
    group = [];
    if (fed.kind === 'finished') return fed.report;
    return begun ? feed(byte) : null;
  };
  return (bytes) => [...bytes].map(feed).filter((report) => report !== null);
}

function feedGroup(group: readonly number[]): Fed {
  const first = group[0]!;
  if (first === blockHeader) return feedBlock(group);
  if ((first & 0x93) === 0x12) return finished({ kind: 'realTime', byte: first });
  if ((first & 0x93) === 0x10) return feedAutomatic(group);
  return (first & 0xf0) === 0 ? finished({ kind: 'paperStatus' }) : { kind: 'notMine' };
}

const finished = (report: StatusReport): Fed => ({ kind: 'finished', report });

/** Second to fourth byte of ASB have bits 4 and 7 clear. */
function feedAutomatic(group: readonly number[]): Fed {
  if (group.length > 1 && (group.at(-1)! & 0x90) !== 0) return { kind: 'notMine' };
  if (group.length < 4) return { kind: 'unfinished' };
  return finished({ kind: 'automatic', condition: decodeAutomatic(group) });
}

/** 37 22 and four characters and 00: processed; 37 25 00: cleared. */
function feedBlock(group: readonly number[]): Fed {
  const [, identifier, ...rest] = group;
  if (identifier === undefined) return { kind: 'unfinished' };
  const length = identifier === 0x22 ? 4 : identifier === 0x25 ? 0 : -1;
  const last = rest.at(-1);
  if (length < 0) return { kind: 'notMine' };
  if (last === undefined) return { kind: 'unfinished' };
  if (rest.length <= length) return last >= 0x20 && last <= 0x7e ? { kind: 'unfinished' } : { kind: 'notMine' };
  if (last !== 0) return { kind: 'notMine' };
  return finished(
    identifier === 0x25
      ? { kind: 'cleared' }
      : { kind: 'processed', id: String.fromCharCode(...rest.slice(0, length)) },
  );
}
