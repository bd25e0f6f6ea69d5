import { systemClock } from '../../main/clock/clock.ts';
import type { Clock } from '../../main/clock/clock.ts';
import type { Gateway } from '../../main/gateway/gateway.ts';
import type { KeptKeyBundle, KeyBundleStore } from '../../main/gateway/key-bundle-file.ts';
import { keyRing } from '../../main/gateway/key-ring.ts';
import type { KeyRing } from '../../main/gateway/key-ring.ts';
import type { PublicKey, SuitePublicKey } from '../../main/gateway/key-messages.ts';

/** A disk that forgets when the test is over. */
export function memoryStore(kept: KeptKeyBundle | null = null): KeyBundleStore & { written: KeptKeyBundle[] } {
  const written: KeptKeyBundle[] = [];
  return {
    written,
    read: () => written.at(-1) ?? kept,
    write: (next) => written.push(next) > 0,
  };
}

/** The ring of a kiosk that has just reached its gateway. */
export async function ringFrom(
  gateway: Pick<Gateway, 'handshake'>,
  rootKey: PublicKey,
  { clock = systemClock, curve = 'P-256' }: { clock?: Clock; curve?: SuitePublicKey['crv'] } = {},
): Promise<Omit<KeyRing, 'sealingKey'> & { sealingKey(): SuitePublicKey }> {
  const ring = await keyRing({ rootKey, store: memoryStore(), clock, curve });
  const handshake = await gateway.handshake(new AbortController().signal);
  if (!handshake.ok) throw new Error(handshake.error);
  const taken = await ring.take(handshake.value);
  const key = ring.sealingKey();
  if (!taken.ok || !key) throw new Error('the gateway has no key that this kiosk believes');
  return { ...ring, sealingKey: () => ring.sealingKey() ?? key };
}
