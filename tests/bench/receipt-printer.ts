import { escPosPrinter } from '../../devices/receipt-printer/driver.ts';
import { escPosModel } from '../../devices/receipt-printer/profile.ts';
import { askProcessId, encodeReceipt } from '../../devices/receipt-printer/protocol.ts';
import type { Receipt } from '../../devices/receipt-printer/receipt-printer.ts';
import { receiptPrinterSimulator } from '../../devices/receipt-printer/simulator.ts';
import { realTimeQuestions } from '../../devices/receipt-printer/status-bytes.ts';
import { tcpChannel } from '../../devices/transport/tcp-channel.ts';
import { systemClock } from '../../main/clock/clock.ts';
import { listeningChannel } from '../support/listening-channel.ts';
import { exactClock, pacedChannel } from '../support/paced-channel.ts';
import { median, rounded } from './times.ts';

/** 115200 baud, 8 data bits, one start and one stop bit. */
const BYTES_PER_SECOND = 11_520;
const RECEIPTS = 21;

/** As long as a real one, with its QR code. */
const receipt: Receipt = {
  lines: [
    { kind: 'text', text: '示例市公安局 24 小时自助服务区', align: 'centre', bold: true },
    { kind: 'text', text: '受理回执', align: 'centre', bold: true, size: 2 },
    { kind: 'rule' },
    ...Array.from({ length: 8 }, (_, row) => ({
      kind: 'pair' as const,
      label: `第 ${row + 1} 项`,
      value: '202611210001',
    })),
    { kind: 'rule' },
    { kind: 'text', text: '请妥善保管本回执。凭编号可在任一窗口或自助终端查询办理进度。' },
    { kind: 'qr', data: 'https://example.org/verify/XJ-DEMO01-20261121-0001' },
    { kind: 'feed', lines: 2 },
  ],
};

const model = escPosModel({ paper: 'roll80' });
/** A job asks four questions before it sends and four after it was confirmed, twice: for the job and for the status. */
const questions = realTimeQuestions.length * 3;
const sentBytes = encodeReceipt(receipt, model).length + askProcessId('0000').length + questions * 3;
const heardBytes = 7 + 4 + questions;
const WIRE_MS = ((sentBytes + heardBytes) / BYTES_PER_SECOND) * 1000;

/**
 * From a receipt to its confirmation, over TCP paced like a serial line in both directions; the mechanism takes no time.
 * Simulator and driver share one process, so the overhead counted against the driver includes the simulator's.
 */
export async function receiptPrinterBench(): Promise<{ name: string; rows: Record<string, string | number>[] }> {
  const far = await listeningChannel();
  const simulator = receiptPrinterSimulator({
    channel: far.channel,
    clock: exactClock,
    bytesPerSecond: BYTES_PER_SECOND,
  });
  const near = tcpChannel({ host: '127.0.0.1', port: far.port, clock: systemClock });
  const printer = escPosPrinter({ channel: pacedChannel(near, BYTES_PER_SECOND), clock: systemClock });
  try {
    await simulator.start();
    await printer.start();
    const times: number[] = [];
    for (let left = RECEIPTS; left > 0; left -= 1) {
      const startMs = performance.now();
      const printed = await printer.print(receipt, new AbortController().signal);
      times.push(performance.now() - startMs);
      if (!printed.ok) throw new Error(`a receipt failed: ${printed.error}`);
    }
    const overheadMs = median(times) - WIRE_MS;
    return {
      name: 'receipt printer, 115200 8N1, a mechanism that takes no time',
      rows: [
        { what: `bytes on the wire (${sentBytes} + ${heardBytes}), as time`, ms: rounded(WIRE_MS), receipts: '-' },
        { what: 'receipt → confirmed', ms: rounded(median(times)), receipts: RECEIPTS },
        {
          what: 'overhead of driver and simulator over the wire time',
          ms: rounded(overheadMs),
          percent: rounded((overheadMs / WIRE_MS) * 100),
          receipts: RECEIPTS,
        },
      ],
    };
  } finally {
    await printer.stop();
    await simulator.stop();
  }
}
