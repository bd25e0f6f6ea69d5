import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import { keyBundleSchema, keyBundleType } from './key-messages.ts';
import type { KeyBundle, PublicKey, SuitePublicKey } from './key-messages.ts';
import { verifiedJson } from './verified-json.ts';
import type { DistrustError } from './verified-json.ts';

/** The only way from what came over the wire, or lay on the disk, to keys that are used: the pinned root signed it. */
export async function verifyKeyBundle(
  keyBundle: string,
  rootKey: PublicKey,
): Promise<Result<KeyBundle, DistrustError>> {
  const payload = await verifiedJson(keyBundle, keyBundleType, [rootKey]);
  if (!payload.ok) return payload;
  const parsed = keyBundleSchema.safeParse(payload.value);
  return parsed.success ? ok(parsed.data) : err('malformed');
}

type TimedKey = KeyBundle['keys'][number];

/** Which keys are asked for. */
export interface KeyKind {
  readonly use: TimedKey['use'];
  readonly curve: SuitePublicKey['crv'];
}

/** Those that are valid at `timeMs` (since 1970), the newest first. */
export const validKeys = (bundle: KeyBundle, kind: KeyKind, timeMs: number): readonly SuitePublicKey[] =>
  keysOf(bundle, kind)
    .filter(({ notBefore, notAfter }) => Date.parse(notBefore) <= timeMs && timeMs < Date.parse(notAfter))
    .toReversed()
    .map(({ key }) => key);

/** How long from `timeMs` on there is always a valid key. 0: there is none now. */
export function coveredMs(bundle: KeyBundle, kind: KeyKind, timeMs: number): number {
  let until = timeMs;
  for (const { notBefore, notAfter } of keysOf(bundle, kind)) {
    if (Date.parse(notBefore) <= until) until = Math.max(until, Date.parse(notAfter));
  }
  return until - timeMs;
}

/** In the order in which they begin to be valid. */
const keysOf = (bundle: KeyBundle, { use, curve }: KeyKind): readonly TimedKey[] =>
  bundle.keys
    .filter((each) => each.use === use && each.key.crv === curve)
    .toSorted((a, b) => Date.parse(a.notBefore) - Date.parse(b.notBefore));
