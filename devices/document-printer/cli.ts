import { systemClock } from '../../main/clock/clock.ts';
import type { DocumentPrinterStatus } from './document-printer.ts';
import { ippPrinter } from './driver.ts';
import { testPage } from './test-page.ts';

const usage = `usage: document-printer status <address>      what the printer says of itself
       document-printer self-test <address>   prints one page and waits until it is out

<address> is an IPP address: ipp://192.0.2.7/ipp/print`;

/** A technician's tool. 0: all is well · 1: the printer has a problem · 2: the command was not understood. */
export async function run(argv: readonly string[], out: (line: string) => void): Promise<number> {
  const [command, address] = argv;
  if (!address || !/^(?:ipp|http):\/\/./.test(address) || !(command === 'status' || command === 'self-test')) {
    out(usage);
    return 2;
  }
  const printer = ippPrinter({ url: address, clock: systemClock });
  const status = await printer.refresh();
  out(describe(status));
  if (command === 'status') return status.device === 'online' ? 0 : 1;
  const printed = await printer.print({
    pdf: testPage(`printed ${systemClock.wallTime().toISOString()}`),
    name: 'self-test',
    signal: AbortSignal.timeout(selfTestLimitMs),
    onProblem: (problem) => out(problem ? `stopped: ${problem}; put it right and it goes on` : 'goes on'),
  });
  out(printed.ok ? 'the page is out' : `not printed: ${printed.error}`);
  return printed.ok ? 0 : 1;
}

/** Longer than every wait of the driver together. */
const selfTestLimitMs = 5 * 60_000;

const describe = (status: DocumentPrinterStatus): string =>
  `device ${status.device}, paper ${status.paper}, toner ${status.toner}, cover ${status.coverOpen ? 'open' : 'closed'}`;
