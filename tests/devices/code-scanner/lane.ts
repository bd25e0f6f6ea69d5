import { codeScanner, type CodeScannerDelays, type DrivenCodeScanner } from '../../../devices/code-scanner/driver.ts';
import { codeScannerProfile, type CodeScannerProfile } from '../../../devices/code-scanner/profile.ts';
import { codeScannerSimulator, type CodeScannerSimulator } from '../../../devices/code-scanner/simulator.ts';
import { inMemory, overPty, type DeviceLane, type Ends } from '../../support/device-lane.ts';

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
export type OpenLane = (kind: FramingKind) => Promise<Lane>;

const ends = (
  profile: CodeScannerProfile,
  delays: Partial<CodeScannerDelays>,
): Ends<DrivenCodeScanner, CodeScannerSimulator> => ({
  device: (channel, clock) => codeScanner({ channel, clock, profile, delays }),
  simulator: (options) => codeScannerSimulator({ ...options, framing: profile.framing }),
});

export const memoryLane = (kind: FramingKind) => inMemory(ends(profiles[kind], {}));

/** The same, as fast as a pseudo terminal lets it. */
export const ptyLane: OpenLane = (kind) => {
  const { framing, ...profile } = profiles[kind];
  return overPty(
    ends({ ...profile, framing: { ...framing, quietMs: 150 } }, { showTimeoutMs: 1000, reopenAfterMs: 20 }),
  );
};
