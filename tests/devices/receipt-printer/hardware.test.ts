import { readFileSync } from 'node:fs';
import { describe, test } from 'vitest';
import { z } from 'zod';
import { receiptPrinterProfile } from '../../../devices/receipt-printer/profile.ts';
import { channelTo } from '../../../devices/transport/connection.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import { channelBench } from './bench.ts';
import { receiptPrinterConformance } from './conformance.ts';

/** A device file, or the hardware profile of a kiosk, which knows the roll, the presenter and the line. */
const given = process.env['KIOSK_TEST_RECEIPT_PRINTER'];

if (given) {
  const entry = receiptPrinterProfile.parse(
    given.endsWith('.json')
      ? z.looseObject({ receiptPrinter: z.unknown() }).parse(JSON.parse(readFileSync(given, 'utf8'))).receiptPrinter
      : { driver: 'esc-pos', paper: 'roll80', connection: { kind: 'serial', path: given, baudRate: 115_200 } },
  );
  const { connection } = entry;
  if (connection.kind === 'simulated') throw new Error(`${given} simulates the receipt printer`);
  describe('hardware', () =>
    receiptPrinterConformance(given, () => channelBench(channelTo(connection, systemClock), undefined, entry)));
} else {
  test.todo(
    'receipt printer on hardware: KIOSK_TEST_RECEIPT_PRINTER=/dev/ttyUSB0 (or a profile.json) npx vitest run tests/devices/receipt-printer',
  );
}
