import { describe } from 'vitest';
import { hasSocat } from '../../support/pty.ts';
import { ptyBench } from './bench.ts';
import { receiptPrinterConformance } from './conformance.ts';

describe.skipIf(!hasSocat())('on a pseudo terminal', () => {
  receiptPrinterConformance('a pty', ptyBench);
});
