import { decodeChip, splitReadData } from './chip-data.ts';
import type { IdCard, IdCardReadError } from './id-card-reader.ts';
import type { LineFault, ModuleLine } from './module-line.ts';
import type { Answer } from './protocol.ts';

/** What came of one find, select and read. */
export type ReadAttempt =
  | { readonly kind: 'card'; readonly card: IdCard }
  | { readonly kind: 'absent' }
  /** The card did not answer as it should: it may have moved. */
  | { readonly kind: 'cardTrouble' }
  | { readonly kind: 'lineTrouble'; readonly fault: 'silent' | 'garbled' }
  | { readonly kind: 'over'; readonly error: IdCardReadError };

/** Find and select must precede every read. `onFound` tells that a card lies there. */
export async function attemptRead(line: ModuleLine, onFound: () => void): Promise<ReadAttempt> {
  const found = await line.ask('find');
  if (!found.ok) return lineFault(found.error);
  if (found.value.status === 'findFailed') return { kind: 'absent' };
  if (found.value.status !== 'cardFound') return refusal(found.value);
  onFound();
  const selected = await line.ask('select');
  if (!selected.ok) return lineFault(selected.error);
  if (selected.value.status !== 'done') return refusal(selected.value);
  const read = await line.ask('read');
  if (!read.ok) return lineFault(read.error);
  if (read.value.status !== 'done') return refusal(read.value);
  const blocks = splitReadData(read.value.data);
  if (!blocks) return { kind: 'lineTrouble', fault: 'garbled' };
  const card = decodeChip(blocks.text, blocks.photo);
  if (card.ok) return { kind: 'card', card: card.value };
  return { kind: 'over', error: card.error === 'otherDocument' ? 'cardNotSupported' : 'cardDamaged' };
}

const lineFault = (fault: LineFault): ReadAttempt =>
  fault === 'offline' ? { kind: 'over', error: 'offline' } : { kind: 'lineTrouble', fault };

/** What an answer other than the hoped-for one means. */
function refusal({ status }: Answer): ReadAttempt {
  switch (status) {
    case 'cardRefusesModule':
    case 'moduleRefusesCard':
    case 'verificationFailed':
      return { kind: 'over', error: 'cardNotGenuine' };
    case 'unknownCardType':
      return { kind: 'over', error: 'cardNotSupported' };
    case 'selfTestFailed':
    case 'notAuthorised':
      return { kind: 'over', error: 'readerFault' };
    case 'findFailed':
    case 'selectFailed':
    case 'readFailed':
    case 'randomFailed':
    case 'noContent':
      return { kind: 'cardTrouble' };
    // The module did not understand us: our bytes were damaged on the way.
    case 'hostChecksum':
    case 'hostLength':
    case 'commandError':
    case 'notPermitted':
    case 'unrecognised':
    case 'unknown':
    case 'done':
    case 'cardFound':
      return { kind: 'lineTrouble', fault: 'garbled' };
  }
}
