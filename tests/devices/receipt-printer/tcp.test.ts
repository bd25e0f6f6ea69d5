import { tcpBench } from './bench.ts';
import { receiptPrinterConformance } from './conformance.ts';

receiptPrinterConformance('TCP, with a presenter', tcpBench);
