import { tcpBench } from './bench.ts';
import { receiptPrinterConformance, receiptPrinterFaults } from './conformance.ts';

receiptPrinterConformance('TCP, with a presenter', tcpBench);
receiptPrinterFaults('TCP, with a presenter', tcpBench);
