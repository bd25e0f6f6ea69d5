import { err, ok, type Result } from '../../main/contract/result.ts';
import { decodeAddress, decodeChip } from './chip-data.ts';
import type { IdCard } from './id-card-reader.ts';
import type { LineFault, ModuleLine } from './module-line.ts';
import type { ModuleTrouble } from './module-trouble.ts';
import type { Answer } from './protocol.ts';
import { splitReadData } from './read-data.ts';

/** What a card, not the reader, puts an end to. */
export type CardFault = 'cardNotGenuine' | 'cardNotSupported' | 'cardDamaged';

/** Why an attempt gave no card. */
export type Hindrance =
  | { readonly kind: 'absent' }
  /** The card did not answer as it should: it may have moved. */
  | { readonly kind: 'cardTrouble' }
  | { readonly kind: 'lineTrouble'; readonly fault: 'silent' | 'garbled' }
  | { readonly kind: 'cardOver'; readonly fault: CardFault }
  | { readonly kind: 'moduleOver'; readonly trouble: ModuleTrouble };

/** What the module may believe of the card that lies there. */
export interface Placement {
  /**
   * A read was sent, and nobody has got its card. The module gives a card once per placement and would not find it again;
   * its reset switches the field off and on, as if the card were placed anew. A module that remembers all the same wants
   * the visitor to lift the card.
   */
  undelivered: boolean;
}

export interface AttemptOptions {
  readonly withFingerprints: boolean;
  readonly asksNewestAddress: boolean;
  readonly placement: Placement;
  /** A card lies there. */
  readonly onFound: () => void;
}

/** One find, select and read: find and select must precede every read. */
export async function attemptRead(line: ModuleLine, options: AttemptOptions): Promise<Result<IdCard, Hindrance>> {
  const { withFingerprints, asksNewestAddress, placement, onFound } = options;
  const renewed = await renewPlacement(line, placement);
  if (!renewed.ok) return renewed;
  const found = await line.ask('find');
  if (!found.ok) return hindered(found.error);
  if (found.value.status === 'findFailed') return err({ kind: 'absent' });
  if (found.value.status !== 'cardFound') return err(refusal(found.value));
  onFound();
  const selected = await line.ask('select');
  if (!selected.ok) return hindered(selected.error);
  if (selected.value.status !== 'done') return err(refusal(selected.value));
  placement.undelivered = true;
  const read = await line.ask(withFingerprints ? 'readWithFingerprints' : 'read');
  if (!read.ok) return hindered(read.error);
  if (read.value.status !== 'done') return err(refusal(read.value));
  const card = decodeRead(read.value.data, withFingerprints);
  if (!card.ok || card.value.layout !== 'resident' || !asksNewestAddress) return card;
  const newestAddress = await askNewestAddress(line);
  return newestAddress.ok ? ok({ ...card.value, newestAddress: newestAddress.value }) : newestAddress;
}

/** Makes a card readable again whose read was lost on its way to the visitor. */
export async function renewPlacement(line: ModuleLine, placement: Placement): Promise<Result<void, Hindrance>> {
  if (!placement.undelivered) return ok(undefined);
  const reset = await line.ask('reset');
  if (!reset.ok) return hindered(reset.error);
  placement.undelivered = false;
  return ok(undefined);
}

function decodeRead(data: Uint8Array, withFingerprints: boolean): Result<IdCard, Hindrance> {
  const blocks = splitReadData(data, withFingerprints);
  if (!blocks) return err({ kind: 'lineTrouble', fault: 'garbled' });
  const card = decodeChip(blocks);
  if (card.ok) return card;
  return err({ kind: 'cardOver', fault: card.error === 'otherDocument' ? 'cardNotSupported' : 'cardDamaged' });
}

/** Part of the reading: a card without the address of its holder's move would be taken for one that never moved. */
async function askNewestAddress(line: ModuleLine): Promise<Result<string | null, Hindrance>> {
  const answer = await line.ask('newAddress');
  if (!answer.ok) return hindered(answer.error);
  switch (answer.value.status) {
    case 'done':
      return ok(decodeAddress(answer.value.data) || null);
    case 'noContent':
      return ok(null);
    // A module that does not know the command has no way to tell.
    case 'commandError':
    case 'notPermitted':
    case 'unrecognised':
      return ok(null);
    default:
      return err(refusal(answer.value));
  }
}

export const hindered = (fault: LineFault): { readonly ok: false; readonly error: Hindrance } =>
  err(fault === 'closed' ? { kind: 'moduleOver', trouble: fault } : { kind: 'lineTrouble', fault });

/** What an answer other than the hoped-for one means. */
export function refusal({ status }: Answer): Hindrance {
  switch (status) {
    case 'cardRefusesModule':
    case 'moduleRefusesCard':
    case 'verificationFailed':
      return { kind: 'cardOver', fault: 'cardNotGenuine' };
    case 'unknownCardType':
      return { kind: 'cardOver', fault: 'cardNotSupported' };
    case 'selfTestFailed':
    case 'notAuthorised':
      return { kind: 'moduleOver', trouble: status };
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
