import { describe } from 'vitest';
import { documentPrinterTool } from '../../../devices/document-printer/cli.ts';
import { documentPrinterDelays } from '../../../devices/document-printer/line.ts';
import { ask, BY_HAND_MS, onHardware } from '../../support/hardware-hands.ts';
import { withPrinter, worksByHand, type At } from './by-hand.ts';

onHardware(
  documentPrinterTool,
  process.env['KIOSK_TEST_DOCUMENT_PRINTER'],
  'ipp://192.0.2.30/ipp/print',
  (name, { connection, trays }) => {
    if (connection.kind === 'simulated') throw new Error('this profile simulates the printer');
    const at: At = {
      ...connection,
      ...(trays && { trays }),
      delays: { ...documentPrinterDelays, graceMs: BY_HAND_MS },
    };
    const status = () => withPrinter(at, {}, (printer) => printer.refresh());
    const isOnline = async (): Promise<boolean> => (await status()).device === 'online';
    const bench = {
      ...at,
      takeOutPaper: () => ask('take the paper out of the tray', async () => (await status()).paper === 'out'),
      loadPaper: () => ask('put the paper back', async () => (await status()).paper !== 'out'),
      received: () => Promise.resolve(null),
    };
    const cable = {
      unplug: () => ask('pull the cable of the device', async () => !(await isOnline())),
      plug: () => ask('put the cable back', isOnline),
    };
    describe(name, () => worksByHand(() => bench, cable));
  },
);
