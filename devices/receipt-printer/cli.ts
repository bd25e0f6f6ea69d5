import { parseArgs } from 'node:util';
import { systemClock, within } from '../../main/clock/clock.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { serialChannel } from '../transport/serial-channel.ts';
import { tcpChannel } from '../transport/tcp-channel.ts';
import { escPosPrinter } from './driver.ts';
import { escPosProfiles, type EscPosProfile } from './protocol.ts';
import type { Receipt, ReceiptPrinter, ReceiptPrinterStatus } from './receipt-printer.ts';

const usage = `usage: receipt-printer status <port>      what the printer says of itself
       receipt-printer self-test <port>   prints one slip and waits until the printer has confirmed it

<port> is a device file (/dev/ttyUSB0) or a TCP address (tcp://192.0.2.7:9100)
--paper roll80 | roll58    the roll, with the columns and abilities of its printers (roll80)
--baud-rate 115200         of a serial line`;

/** The technician's tool. 0: all is well · 1: the printer has a problem · 2: the command was not understood. */
export async function run(argv: readonly string[], out: (text: string) => void): Promise<number> {
  const say = (line: string): void => out(`${line}\n`);
  const call = parse(argv);
  if (!call) {
    say(usage);
    return 2;
  }
  const printer = escPosPrinter({ channel: call.channel, clock: systemClock, profile: call.profile });
  try {
    await printer.start();
    const status = await firstStatus(printer);
    say(describe(status));
    if (call.command === 'status') return status.device === 'online' && status.paper !== 'out' ? 0 : 1;
    const printed = await printer.print(testSlip(call.profile), AbortSignal.timeout(selfTestLimitMs));
    say(printed.ok ? 'the slip is out' : `not printed: ${printed.error}`);
    return printed.ok ? 0 : 1;
  } finally {
    await printer.stop();
  }
}

/** Longer than all waits of the driver together. */
const selfTestLimitMs = 60_000;
/** Four answers and the clearing of the buffers, with reserve. */
const firstStatusLimitMs = 4000;

async function firstStatus(printer: ReceiptPrinter): Promise<ReceiptPrinterStatus> {
  const heard = new Promise<void>((resolve) => {
    const look = (): void => {
      if (printer.status().paper !== 'unknown') resolve();
    };
    printer.onStatusChanged(look);
    look();
  });
  await within(systemClock, firstStatusLimitMs, heard, () => undefined);
  return printer.status();
}

const describe = (status: ReceiptPrinterStatus): string =>
  `device ${status.device}, paper ${status.paper}, media ${status.media}, cover ${status.coverOpen ? 'open' : 'closed'}`;

/** Shows at a glance whether Chinese, widths, sizes, QR and cutter are right. */
export const testSlip = ({ columns }: EscPosProfile): Receipt => ({
  lines: [
    { kind: 'text', text: '自检 Self-test', align: 'centre', bold: true, size: 2 },
    { kind: 'text', text: '1234567890'.repeat(10).slice(0, columns) },
    { kind: 'rule' },
    { kind: 'pair', label: '左 left', value: 'right 右' },
    { kind: 'text', text: '警务自助大厅 㑇 〇 · 䶮' },
    { kind: 'qr', data: 'SELF-TEST' },
    { kind: 'text', text: systemClock.wallTime().toISOString(), align: 'centre' },
  ],
});

interface Call {
  readonly command: 'status' | 'self-test';
  readonly channel: ByteChannel;
  readonly profile: EscPosProfile;
}

function parse(argv: readonly string[]): Call | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { paper: { type: 'string', default: 'roll80' }, 'baud-rate': { type: 'string', default: '115200' } },
    });
    const [command, port, ...rest] = positionals;
    const profile = Object.entries(escPosProfiles).find(([name]) => name === values.paper)?.[1];
    const channel = port === undefined ? null : channelTo(port, Number(values['baud-rate']));
    if ((command !== 'status' && command !== 'self-test') || !profile || !channel || rest.length > 0) return null;
    return { command, channel, profile };
  } catch {
    return null;
  }
}

function channelTo(port: string, baudRate: number): ByteChannel | null {
  const tcp = /^tcp:\/\/(?<host>[^:/]+):(?<port>\d{1,5})$/.exec(port)?.groups;
  if (tcp) return tcpChannel({ host: tcp['host']!, port: Number(tcp['port']), clock: systemClock });
  return port.startsWith('/') && Number.isInteger(baudRate) ? serialChannel({ path: port, baudRate }) : null;
}
