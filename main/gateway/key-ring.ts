import type { Clock } from '../clock/clock.ts';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import type { Handshake } from './gateway.ts';
import { coveredMs, validKeys, verifyKeyBundle } from './key-bundle.ts';
import type { KeyKind } from './key-bundle.ts';
import type { KeyBundleStore } from './key-bundle-file.ts';
import { publicKeySchema } from './key-messages.ts';
import type { KeyBundle, PublicKey, SuitePublicKey } from './key-messages.ts';
import type { DistrustError } from './verified-json.ts';

/** olderVersion: genuine, but what it says was true once */
export type KeyBundleError = DistrustError | 'olderVersion';

/** The gateway's keys, as far as this kiosk's root key vouches for them. It begins with what the disk kept. */
export interface KeyRing {
  /** Believes a handshake's bundle or says why not; then the keys stay as they were. `taken`: a new version. */
  take(handshake: Pick<Handshake, 'keyBundle' | 'serverTime'>): Promise<Result<'taken' | 'held', KeyBundleError>>;
  /** The newest of those that are valid now. Null: nothing can be sealed, and no visit may begin that is stored. */
  readonly sealingKey: () => SuitePublicKey | null;
  /** Those by which an acknowledgement is believed now. */
  acknowledgementKeys(): readonly PublicKey[];
  /** Until the first moment without a key of either use, if no new bundle comes. 0 when that moment is now. */
  expiresInMs(): number;
  /** Of the bundle that is held; null without one. */
  version(): number | null;
  /** Why the last handshake's bundle was not believed; null when it was. */
  refusal(): KeyBundleError | null;
}

/** How long before its keys end a technician must know: a new bundle takes people and a root key in a safe. */
export const keysEndSoonMs = 14 * 24 * 60 * 60 * 1000;
/** How far the time on the disk may lag behind: it is not written oftener. */
const timeKeptEveryMs = 60 * 60 * 1000;

interface Held {
  readonly keyBundle: string;
  readonly says: KeyBundle;
}

/**
 * Windows of validity are in the gateway's time: its last word and what has passed since. Before its first word after a
 * start it is the wall's time, but never earlier than the last word that the disk has: a battery that died does not end
 * the service, and a clock that is set back does not bring an old key to life. A wall clock that is far ahead does end
 * it until the gateway answers; to seal to a key that may be long gone would be worse.
 */
export async function keyRing(options: {
  /** Pinned at enrolment. */
  readonly rootKey: PublicKey;
  readonly store: KeyBundleStore;
  readonly clock: Pick<Clock, 'monotonicMs' | 'wallTime'>;
  /** Of the suite that seals; KE1's unless named. */
  readonly curve?: SuitePublicKey['crv'];
}): Promise<KeyRing> {
  const { rootKey, store, clock, curve = 'P-256' } = options;
  const sealing: KeyKind = { use: 'seal', curve };
  const acknowledging: KeyKind = { use: 'acknowledge', curve: 'P-256' };

  let kept = store.read();
  const verified = kept ? await verifyKeyBundle(kept.keyBundle, rootKey) : null;
  let held: Held | null = kept && verified?.ok ? { keyBundle: kept.keyBundle, says: verified.value } : null;
  // Of another root, after a new enrolment: then its time means nothing either.
  if (!held) kept = null;

  const timeFrom = (timeMs: number): (() => number) => {
    const atMs = clock.monotonicMs();
    return () => timeMs + clock.monotonicMs() - atMs;
  };
  const atLeast = timeFrom(kept ? Date.parse(kept.gatewayTime) : 0);
  let now = (): number => Math.max(atLeast(), clock.wallTime().getTime());

  /** A full disk changes nothing: the keys are in memory, and the next handshake tries again. */
  function keep(keyBundle: string, gatewayTime: string): void {
    const behindMs = kept ? Date.parse(gatewayTime) - Date.parse(kept.gatewayTime) : Infinity;
    if (keyBundle === kept?.keyBundle && behindMs < timeKeptEveryMs) return;
    if (store.write({ keyBundle, gatewayTime })) kept = { keyBundle, gatewayTime };
  }

  let refusal: KeyBundleError | null = null;
  const refused = (because: KeyBundleError) => {
    refusal = because;
    return err(because);
  };

  return {
    async take({ keyBundle, serverTime }) {
      const read = await verifyKeyBundle(keyBundle, rootKey);
      if (!read.ok) return refused(read.error);
      const version = held?.says.version ?? 0;
      if (read.value.version < version) return refused('olderVersion');
      refusal = null;
      // The same version signed again has other bytes; the first stays.
      const isNew = !held || read.value.version > version;
      const next = isNew || !held ? { keyBundle, says: read.value } : held;
      held = next;
      now = timeFrom(Date.parse(serverTime));
      keep(next.keyBundle, serverTime);
      return ok(isNew ? 'taken' : 'held');
    },
    sealingKey: () => (held && validKeys(held.says, sealing, now())[0]) ?? null,
    acknowledgementKeys: () =>
      held ? validKeys(held.says, acknowledging, now()).map((key) => publicKeySchema.parse(key)) : [],
    expiresInMs: () =>
      held ? Math.min(coveredMs(held.says, sealing, now()), coveredMs(held.says, acknowledging, now())) : 0,
    version: () => held?.says.version ?? null,
    refusal: () => refusal,
  };
}
