import type { PrinterCondition } from './printer-condition.ts';
import {
  automaticBytes,
  beginsAutomatic,
  continuesAutomatic,
  continuesFullStatus,
  decodeAutomatic,
  decodeFullStatus,
  fullStatusBytes,
  isRealTimeAnswer,
} from './status-bytes.ts';

/** What the printer says, in any mixture: answers and pushed status share one line and are told apart by fixed bits. */
export type StatusReport =
  /** One answer to DLE EOT; the one who asked knows to which question. */
  | { readonly kind: 'realTime'; readonly byte: number }
  /** ASB, or a FULL STATUS, which is the same asked for or pushed. */
  | { readonly kind: 'automatic'; readonly condition: PrinterCondition }
  /** The answer to GS r 1. */
  | { readonly kind: 'paperStatus'; readonly byte: number }
  /** Everything before GS ( H with this id is on paper. */
  | { readonly kind: 'processed'; readonly id: string }
  /** The buffers are empty: the answer to DLE DC4 fn=8. */
  | { readonly kind: 'cleared' }
  /** No printer of this kind says this: another device, another speed, or noise. Or the answer to GS I. */
  | { readonly kind: 'foreign'; readonly byte: number };

type Fed =
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'finished'; readonly report: StatusReport }
  /** The byte does not belong to what was begun. */
  | { readonly kind: 'notMine' };

export type StatusForm = 'dleEot' | 'fullStatus';

const blockHeader = 0x37;
const XON = 0x11;
const XOFF = 0x13;

/** A parser that takes the bytes in any pieces. It never fails: a group that breaks off is dropped, the rest is read. */
export function createStatusParser(form: StatusForm = 'dleEot'): (bytes: Uint8Array) => readonly StatusReport[] {
  let group: number[] = [];
  const feed = (byte: number): StatusReport | null => {
    // Flow control may stand anywhere, also inside a group.
    if (byte === XON || byte === XOFF) return null;
    const begun = group.length > 0;
    group.push(byte);
    const fed = feedGroup(group, form);
    if (fed.kind === 'unfinished') return null;
    group = [];
    if (fed.kind === 'finished') return fed.report;
    return begun ? feed(byte) : { kind: 'foreign', byte };
  };
  return (bytes) => [...bytes].map(feed).filter((report) => report !== null);
}

function feedGroup(group: readonly number[], form: StatusForm): Fed {
  const first = group[0]!;
  if (first === blockHeader) return feedBlock(group);
  if (isRealTimeAnswer(first)) return finished({ kind: 'realTime', byte: first });
  if (form === 'fullStatus' && first === 0x10) return feedFullStatus(group);
  if (form === 'dleEot' && beginsAutomatic(first)) return feedAutomatic(group);
  return (first & 0xf0) === 0 ? finished({ kind: 'paperStatus', byte: first }) : { kind: 'notMine' };
}

const finished = (report: StatusReport): Fed => ({ kind: 'finished', report });

function feedAutomatic(group: readonly number[]): Fed {
  if (group.length > 1 && !continuesAutomatic(group.at(-1)!)) return { kind: 'notMine' };
  if (group.length < automaticBytes) return { kind: 'unfinished' };
  return finished({ kind: 'automatic', condition: decodeAutomatic(group) });
}

function feedFullStatus(group: readonly number[]): Fed {
  if (group.length > 1 && !continuesFullStatus(group.at(-1)!, group.length - 1)) return { kind: 'notMine' };
  if (group.length < fullStatusBytes) return { kind: 'unfinished' };
  return finished({ kind: 'automatic', condition: decodeFullStatus(group) });
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
