import { systemClock } from '../../main/clock/clock.ts';
import { runTechnicianTool, type TechnicianTool } from '../technician-cli.ts';
import { papers, type DocumentPrinter } from './document-printer.ts';
import { ippPrinter } from './driver.ts';
import { type DocumentPrinterProfile, documentPrinterProfile } from './profile.ts';
import { testPage } from './test-page.ts';

/** Longer than every wait of the driver together. */
const selfTestLimitMs = 5 * 60_000;

export const documentPrinterTool: TechnicianTool<DocumentPrinterProfile, DocumentPrinter> = {
  device: 'document-printer',
  profileKey: 'documentPrinter',
  traces: false,
  entry: documentPrinterProfile,
  // Of a host and a port alone: the usual path of a printer's queue.
  entryAt: (address) => ({
    driver: 'ipp',
    connection:
      address.kind === 'tcp' ? { kind: 'ipp', url: `ipp://${address.host}:${address.port}/ipp/print` } : address,
  }),
  open({ entry, clock }) {
    if (entry.connection.kind === 'simulated') throw new Error('the profile simulates the printer: name its --path');
    return ippPrinter({ ...entry.connection, trays: entry.trays, clock });
  },
  actions: {
    'self-test': {
      does: 'prints one page and waits until it is out; say certificate or notice for its tray',
      async run(printer, { say, args, signal }) {
        const paper = papers.find((each) => each === (args[0] ?? 'certificate'));
        if (!paper) return (say(`no such tray: ${args[0]}`), false);
        const printed = await printer.print({
          pdf: testPage(`${paper}, printed ${systemClock.wallTime().toISOString()}`),
          name: 'self-test',
          paper,
          signal: AbortSignal.any([signal, AbortSignal.timeout(selfTestLimitMs)]),
          onProblem: (problem) => say(problem ? `stopped: ${problem}; put it right and it goes on` : 'goes on'),
        });
        say(printed.ok ? 'the page is out' : `not printed: ${printed.error}`);
        return printed.ok;
      },
    },
  },
};

export const run = (argv: readonly string[], out: (text: string) => void): Promise<number> =>
  runTechnicianTool(documentPrinterTool, argv, out);
