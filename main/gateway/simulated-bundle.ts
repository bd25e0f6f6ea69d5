import { z } from 'zod';
import { keyBundleSchema, suitePrivateKeySchema } from './key-messages.ts';
import type { KeyBundle, SuitePrivateKey } from './key-messages.ts';

const timedKeySchema = keyBundleSchema.shape.keys.element.extend({ key: suitePrivateKeySchema });

/** The private side of a key bundle: all keys that there ever were, since what was sealed to an old one must open. */
export const privateBundleSchema = keyBundleSchema.extend({ keys: z.array(timedKeySchema).min(1).max(10_000) });
export type PrivateBundle = z.infer<typeof privateBundleSchema>;
export type NewKeys = readonly Pick<PrivateBundle['keys'][number], 'use' | 'key'>[];

const dayMs = 24 * 60 * 60 * 1000;
/** A year and a month, as the certificates. */
const lifeMs = 398 * dayMs;
/** New ones are made when a month is left. */
const renewBeforeMs = 30 * dayMs;
/** A bundle holds no more; the oldest stay away. */
const mostPublicKeys = 20;

/** The next version: `keys` are the newest, and the old ones stay valid to their end. */
export function withNewKeys(before: PrivateBundle | null, keys: NewKeys, now: Date): PrivateBundle {
  // The first are valid since ever: no other key was before them, and a test's clock may stand in any year.
  const notBefore = (before ? now : new Date(0)).toISOString();
  const notAfter = new Date(now.getTime() + lifeMs).toISOString();
  return {
    version: (before?.version ?? 0) + 1,
    keys: [...(before?.keys ?? []), ...keys.map((each) => ({ ...each, notBefore, notAfter }))],
  };
}

/** Whether each kind of key that is made has one that is valid for a while. */
export const isFresh = (bundle: PrivateBundle, keys: NewKeys, now: Date): boolean =>
  keys.every(({ use, key }) =>
    bundle.keys.some(
      (each) =>
        each.use === use &&
        each.key.crv === key.crv &&
        Date.parse(each.notBefore) <= now.getTime() &&
        now.getTime() < Date.parse(each.notAfter) - renewBeforeMs,
    ),
  );

/** What the root key signs. */
export const publicSide = ({ version, keys }: PrivateBundle): KeyBundle => ({
  version,
  keys: keys.slice(-mostPublicKeys).map(({ key: { d: _, ...key }, ...window }) => ({ ...window, key })),
});

/** The one that a gateway uses now. Throws when there is none of this kind. */
export function newestKey(
  { keys }: Pick<PrivateBundle, 'keys'>,
  use: 'seal' | 'acknowledge',
  curve: SuitePrivateKey['crv'] = 'P-256',
): SuitePrivateKey {
  const newest = keys.findLast((each) => each.use === use && each.key.crv === curve);
  if (!newest) throw new Error(`The gateway has no ${curve} key to ${use}`);
  return newest.key;
}
