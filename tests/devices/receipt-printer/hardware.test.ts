import { describe, test } from 'vitest';
import { serialBench } from './bench.ts';
import { receiptPrinterConformance } from './conformance.ts';

const port = process.env['KIOSK_TEST_RECEIPT_PRINTER'];

if (port) {
  describe('hardware', () => receiptPrinterConformance(port, () => serialBench(port)));
} else {
  test.todo(
    'receipt printer on hardware: KIOSK_TEST_RECEIPT_PRINTER=/dev/ttyUSB0 npx vitest run tests/devices/receipt-printer',
  );
}
