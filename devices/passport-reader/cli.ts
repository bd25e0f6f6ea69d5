import { runTechnicianTool, type TechnicianTool } from '../technician-cli.ts';
import { maskedLines } from '../travel-document-zone/masked-lines.ts';
import { mrzScanner, type MrzScanner } from './driver.ts';
import { passportReaderProfile, type PassportReaderProfile } from './profile.ts';

export const passportReaderTool: TechnicianTool<PassportReaderProfile, MrzScanner> = {
  device: 'passport-reader',
  profileKey: 'passportReader',
  entry: passportReaderProfile,
  // A DESKO reader needs its marks: name the profile.
  entryAt: (connection, baudRate) => ({
    driver: 'mrz-scanner',
    connection:
      connection.kind === 'serial' ? { ...connection, baudRate: baudRate ?? 256_000, parity: 'odd' } : connection,
    framing: { kind: connection.kind === 'hid' ? 'keyboard-wedge' : 'est-100' },
  }),
  open: ({ entry, clock, channelTo }) => mrzScanner({ channel: channelTo(entry.connection), clock, profile: entry }),
  actions: {
    'self-test': {
      does: 'lay down any document: whether the scanner speaks as the profile says',
      async run(reader, { say, signal }) {
        say('lay any passport or permit on the scanner');
        const read = await reader.readDocument({ signal });
        const isUnderstood = read.ok || ['checkDigit', 'notSupported'].includes(read.error.code);
        say(isUnderstood ? 'understood' : `not understood: ${read.ok ? '' : read.error.code}`);
        say(`scans in another framing: ${reader.misfits}`);
        return isUnderstood;
      },
    },
    read: {
      does: 'waits a minute for a document and shows it masked',
      async run(reader, { say, signal }) {
        const read = await reader.readDocument({
          signal,
          onPhase: (phase) => say(phase === 'waiting' ? 'lay a document on the scanner' : 'reading'),
        });
        if (!read.ok) {
          const fields = read.error.code === 'checkDigit' ? `: ${read.error.fields.join(', ')}` : '';
          say(`failed: ${read.error.code}${fields}`);
          return false;
        }
        for (const line of maskedLines(read.value)) say(line);
        return true;
      },
    },
  },
};

/** The technician's tool. Returns the exit code: 0 done, 1 the scanner or the document failed, 2 wrong use. */
export const run = (argv: readonly string[], out: (text: string) => void): Promise<number> =>
  runTechnicianTool(passportReaderTool, argv, out);
