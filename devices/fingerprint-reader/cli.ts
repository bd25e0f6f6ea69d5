import { runTechnicianTool, type TechnicianTool } from '../technician-cli.ts';
import { fingerprintReader, type FingerprintReaderDriver } from './driver.ts';
import { fingerprintReaderProfile, type FingerprintReaderProfile } from './profile.ts';

const USUAL_BAUD_RATE = 57_600;

/** The technician's tool. Without a profile a serial line is an R30x and a TCP address a live scanner's bridge. */
export const fingerprintReaderTool: TechnicianTool<FingerprintReaderProfile, FingerprintReaderDriver> = {
  device: 'fingerprint-reader',
  profileKey: 'fingerprintReader',
  entry: fingerprintReaderProfile,
  entryAt: (connection, baudRate) =>
    connection.kind === 'serial'
      ? { driver: 'r30x', connection: { ...connection, baudRate: baudRate ?? USUAL_BAUD_RATE } }
      : { driver: 'live-scanner-bridge', connection },
  open: ({ entry, clock, channelTo }) =>
    fingerprintReader({ channel: channelTo(entry.connection), clock, profile: entry }),
  actions: {
    'self-test': {
      does: 'what the sensor says it is, and that it holds no finger',
      async run(reader, { say }) {
        const tested = await reader.selfTest();
        for (const line of tested.ok ? tested.value : [`failed: ${tested.error}`]) say(line);
        return tested.ok;
      },
    },
    read: {
      does: 'takes a finger and shows its size and quality, never the finger',
      async run(reader, { say, signal }) {
        const taken = await reader.captureFinger({ signal, onGuidance: (guidance) => say(`now: ${guidance}`) });
        if (!taken.ok) {
          say(`failed: ${taken.error}`);
          return false;
        }
        say(`features: ${taken.value.features.length} bytes, ${taken.value.format}`);
        taken.value.features.fill(0);
        say(
          `quality: ${reader.lastQuality?.quality ?? 'not judged'}, bad placements: ${reader.lastQuality?.badTries ?? 0}`,
        );
        return true;
      },
    },
  },
};

/** The exit code: 0 done, 1 the reader or the finger failed, 2 wrong use. */
export const run = (argv: readonly string[], out: (text: string) => void): Promise<number> =>
  runTechnicianTool(fingerprintReaderTool, argv, out);
