import type { Clock } from '../../clock/clock.ts';
import { privateKeySchema, rotateSimulatedKeys } from '../key-setup.ts';
import type { PrivateKey, SimulatedGatewayKeys } from '../key-setup.ts';
import { keyBundleType } from '../key-messages.ts';
import type { SuitePrivateKey } from '../key-messages.ts';
import { signedJson } from '../signed-json.ts';
import { newestKey, publicSide } from '../simulated-bundle.ts';

/** The gateway's own keys while it runs. */
export interface KeyChest {
  /** What a handshake carries, signed by the root. */
  keyBundle(): Promise<string>;
  /** Of any version: what was sealed to an old key opens. */
  readonly sealingKey: (kid: string) => SuitePrivateKey | null;
  /** The newest. */
  acknowledgementKey(): PrivateKey;
  /** From now on kiosks are told of new keys. */
  rotate(): Promise<void>;
}

export function keyChest(keys: SimulatedGatewayKeys, clock: Pick<Clock, 'wallTime'>): KeyChest {
  let { bundle } = keys;
  let signed: Promise<string> | null = null;
  return {
    keyBundle: () => (signed ??= signedJson(publicSide(bundle), keyBundleType, keys.rootKey)),
    sealingKey: (kid) => bundle.keys.find(({ use, key }) => use === 'seal' && key.kid === kid)?.key ?? null,
    acknowledgementKey: () => privateKeySchema.parse(newestKey(bundle, 'acknowledge')),
    async rotate() {
      bundle = await rotateSimulatedKeys(keys.dir, bundle, clock);
      signed = null;
    },
  };
}
