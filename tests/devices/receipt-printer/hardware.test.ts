import { receiptPrinterTool } from '../../../devices/receipt-printer/cli.ts';
import { escPosPrinter } from '../../../devices/receipt-printer/driver.ts';
import { systemClock as clock } from '../../../main/clock/clock.ts';
import { ask, hardwareLane, onHardware, realChannel } from '../../support/hardware-hands.ts';
import { worksByHand } from './by-hand.ts';

onHardware(receiptPrinterTool, process.env['KIOSK_TEST_RECEIPT_PRINTER'], '/dev/ttyUSB0', (name, profile) =>
  worksByHand(name, () => {
    const printer = escPosPrinter({ channel: realChannel(profile.connection), clock, profile });
    return hardwareLane(printer, {
      openCover: () => ask('open the cover of the printer', () => printer.status().coverOpen),
      closeCover: () => ask('close the cover', () => !printer.status().coverOpen),
      look: (...numbers) =>
        ask(`see that ${numbers.join(' and ') || 'nothing'} came out, cut, and interrupt the test if it did not`),
    });
  }),
);
