import { err, ok, type Result } from '../../main/contract/result.ts';
import type { TravelDocument } from '../../main/contract/travel-document.ts';
import { readZone } from '../travel-document-zone/zone.ts';
import {
  fileBytes,
  HEAD_BYTES,
  readBinary,
  replyData,
  selectApplication,
  selectFile,
  zoneLines,
} from './chip-protocol.ts';
import type { PermitRewriteError } from './permit-slot.ts';
import type { RewriterEntry } from './profile.ts';
import { rewriteErrors, type AskReady } from './rewrite-errors.ts';
import type { QuestionFault } from './slot-question.ts';

/** Short enough for every frame, also with what stands round it. */
const PIECE_BYTES = 128;
/** One lost answer is noise, three are a machine that is not there. */
const READ_TRIES = 3;

/** Reads the zone from the chip of the card that is held; its contacts are without power before and after. */
export async function readChip({
  ask,
  entry,
  today,
  signal,
}: {
  readonly ask: AskReady;
  readonly entry: RewriterEntry;
  /** For the century of the zone's dates. */
  readonly today: Date;
  readonly signal: AbortSignal;
}): Promise<Result<TravelDocument, PermitRewriteError>> {
  const before = await ask('status');
  if (!before.ok) return err(rewriteErrors[before.error]);
  if (before.value.position !== 'inside') return err('noCard');
  for (let attempt = 1; attempt <= READ_TRIES; attempt += 1) {
    if (signal.aborted) return err('cancelled');
    const file = await readFile(ask, entry);
    await ask('chipOff');
    if (file.ok) return documentIn(file.value, today);
    if (file.error !== 'lost') return err(rewriteErrors[file.error]);
  }
  return err('offline');
}

function documentIn(file: Uint8Array, today: Date): Result<TravelDocument, PermitRewriteError> {
  const lines = zoneLines(file);
  const read = lines ? readZone(lines, today) : null;
  return read?.ok ? read : err('chipUnreadable');
}

async function readFile(
  ask: AskReady,
  { application, zoneFile }: RewriterEntry,
): Promise<Result<Uint8Array, QuestionFault>> {
  async function exchange(command: Uint8Array): Promise<Result<Uint8Array, QuestionFault>> {
    const answer = await ask('chipExchange', command);
    if (!answer.ok) return answer;
    const data = replyData(Buffer.from(answer.value.data, 'latin1'));
    return data ? ok(data) : err('chipFault');
  }
  const powered = await ask('chipOn');
  if (!powered.ok) return powered;
  for (const select of [selectApplication(application), selectFile(zoneFile)]) {
    const selected = await exchange(select);
    if (!selected.ok) return selected;
  }
  const head = await exchange(readBinary(0, HEAD_BYTES));
  if (!head.ok) return head;
  const wanted = fileBytes(head.value);
  if (wanted === null) return err('chipFault');
  const file: number[] = [];
  while (file.length < wanted) {
    const piece = await exchange(readBinary(file.length, Math.min(PIECE_BYTES, wanted - file.length)));
    if (!piece.ok) return piece;
    // A chip that says nothing more would be asked for ever.
    if (piece.value.length === 0 || file.length + piece.value.length > wanted) return err('chipFault');
    file.push(...piece.value);
  }
  return ok(Uint8Array.from(file));
}
