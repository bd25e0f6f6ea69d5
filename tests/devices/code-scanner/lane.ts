import { codeScanner, type CodeScannerDelays, type DrivenCodeScanner } from '../../../devices/code-scanner/driver.ts';
import { codeScannerProfile, type CodeScannerProfile } from '../../../devices/code-scanner/profile.ts';
import { codeScannerSimulator, type CodeScannerSimulator } from '../../../devices/code-scanner/simulator.ts';
import { inMemory, overPty, withHands, type DeviceLane, type Ends } from '../../support/device-lane.ts';
import type { OpenByHand } from './by-hand.ts';

const profileOf = (kind: string): CodeScannerProfile =>
  codeScannerProfile.parse({ driver: 'code-scanner', connection: { kind: 'simulated' }, framing: { kind } });

export const profiles = {
  serial: profileOf('serial'),
  'hid-pos': profileOf('hid-pos'),
  'keyboard-wedge': profileOf('keyboard-wedge'),
} as const;
export type FramingKind = keyof typeof profiles;
export const framingKinds = Object.keys(profiles) as FramingKind[];

export type Lane = DeviceLane<DrivenCodeScanner, CodeScannerSimulator>;
export type OpenLane = (kind: FramingKind, delays?: Partial<CodeScannerDelays>) => Promise<Lane>;

const ends = (
  profile: CodeScannerProfile,
  delays: Partial<CodeScannerDelays>,
): Ends<DrivenCodeScanner, CodeScannerSimulator> => ({
  device: (channel, clock) => codeScanner({ channel, clock, profile, delays }),
  simulator: (options) => codeScannerSimulator({ ...options, framing: profile.framing }),
});

export const memoryLane = (kind: FramingKind, delays: Partial<CodeScannerDelays> = {}) =>
  inMemory(ends(profiles[kind], delays));

/** The same, as fast as a pseudo terminal lets it. */
export const ptyLane: OpenLane = (kind, delays) => {
  const { framing, ...profile } = profiles[kind];
  return overPty(
    ends({ ...profile, framing: { ...framing, quietMs: 400 } }, { showTimeoutMs: 1000, reopenAfterMs: 20, ...delays }),
  );
};

export const byHand =
  (kind: FramingKind, open: OpenLane): OpenByHand =>
  (delays) =>
    withHands(open(kind, delays), (simulator, lane) => ({
      showCode: async () => void simulator.showCode('XJ-2026-000042'),
      async showCodeUnasked() {
        await lane.run(simulator.showCode('XJ-2026-000042'));
        await lane.pass(400);
      },
    }));
