import { runTechnicianTool, type TechnicianCall, type TechnicianTool } from '../technician-cli.ts';
import { codeScanner, type DrivenCodeScanner } from './driver.ts';
import { codeScannerProfile, type CodeScannerProfile } from './profile.ts';

/** Of a code only so much is shown: it may be somebody's. */
const SHOWN_CHARACTERS = 4;

async function scanOnce(scanner: DrivenCodeScanner, { say, signal }: TechnicianCall): Promise<boolean> {
  say('hold a code before the scanner');
  const scanned = await scanner.scanCode({ signal });
  if (scanned.ok) say(`code: ${scanned.value.length} characters, ${scanned.value.slice(0, SHOWN_CHARACTERS)}…`);
  else say(`failed: ${scanned.error}`);
  return scanned.ok;
}

export const codeScannerTool: TechnicianTool<CodeScannerProfile, DrivenCodeScanner> = {
  device: 'code-scanner',
  profileKey: 'codeScanner',
  entry: codeScannerProfile,
  // A scanner of the bar code page is named by its profile: by its address alone it could be a keyboard as well.
  entryAt: (connection) => ({
    driver: 'code-scanner',
    connection,
    framing: { kind: connection.kind === 'hid' ? 'keyboard-wedge' : 'serial' },
  }),
  open: ({ entry, clock, channelTo }) => codeScanner({ channel: channelTo(entry.connection), clock, profile: entry }),
  actions: {
    'self-test': {
      does: 'hold any code before it: whether the scanner sends as the profile says',
      async run(scanner, call) {
        const isGood = await scanOnce(scanner, call);
        call.say(`scans in another framing: ${scanner.misfits}`);
        return isGood;
      },
    },
    read: { does: 'waits a minute for a code and shows its length and first characters', run: scanOnce },
  },
};

/** The technician's tool. Returns the exit code: 0 done, 1 the scanner or the code failed, 2 wrong use. */
export const run = (argv: readonly string[], out: (text: string) => void): Promise<number> =>
  runTechnicianTool(codeScannerTool, argv, out);
