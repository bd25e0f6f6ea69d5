import { mrzScanner, type MrzScanner, type MrzScannerDelays } from '../../../devices/passport-reader/driver.ts';
import { passportReaderProfile, type PassportReaderProfile } from '../../../devices/passport-reader/profile.ts';
import { passportReaderSimulator, type PassportReaderSimulator } from '../../../devices/passport-reader/simulator.ts';
import { syntheticDocuments } from '../../../devices/passport-reader/synthetic-documents.ts';
import { inMemory, overPty, withHands, type DeviceLane, type Ends } from '../../support/device-lane.ts';
import type { OpenByHand } from './by-hand.ts';

const profileOf = (framing: object): PassportReaderProfile =>
  passportReaderProfile.parse({ driver: 'mrz-scanner', connection: { kind: 'simulated' }, framing });

export const profiles = {
  'est-100': profileOf({ kind: 'est-100' }),
  // Which bytes the marks are is a setting of the reader; these two are as good as any.
  desko: profileOf({ kind: 'desko', startOfData: 0x1c, endOfData: 0x1d }),
  'keyboard-wedge': profileOf({ kind: 'keyboard-wedge' }),
} as const;
export type FramingKind = keyof typeof profiles;
export const framingKinds = Object.keys(profiles) as FramingKind[];

export type Lane = DeviceLane<MrzScanner, PassportReaderSimulator>;
export type OpenLane = (kind: FramingKind, delays?: Partial<MrzScannerDelays>) => Promise<Lane>;

function ends(
  profile: PassportReaderProfile,
  delays: Partial<MrzScannerDelays> | undefined,
  scanMs: number,
): Ends<MrzScanner, PassportReaderSimulator> {
  return {
    device: (channel, clock) => mrzScanner({ channel, clock, profile, ...(delays && { delays }) }),
    simulator: (options) => passportReaderSimulator({ ...options, framing: profile.framing, scanMs }),
  };
}

export const memoryLane = (kind: FramingKind, delays?: Partial<MrzScannerDelays>) =>
  inMemory(ends(profiles[kind], delays, 600));

/** The same, as fast as a pseudo terminal lets it. */
export const ptyLane: OpenLane = (kind, delays) => {
  const { framing, ...profile } = profiles[kind];
  const quick = { placeTimeoutMs: 1000, scanTimeoutMs: 5000, linesAfterEndMs: 200, reopenAfterMs: 20, ...delays };
  return overPty(ends({ ...profile, framing: { ...framing, quietMs: 400 } }, quick, 40));
};

export const byHand =
  (kind: FramingKind, open: OpenLane): OpenByHand =>
  (delays) =>
    withHands(open(kind, delays), (simulator, lane) => {
      async function layDocument(): Promise<void> {
        simulator.placeDocument({ kind: 'zone', lines: syntheticDocuments.chinesePassport });
      }
      return {
        layDocument,
        async layDocumentUnasked() {
          await layDocument();
          await lane.pass(1000);
        },
        touchWithDocument() {
          simulator.play({ at: 'scan', fault: 'pulled', times: 1 });
          return layDocument();
        },
      };
    });
