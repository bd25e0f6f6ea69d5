import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { systemClock, within, type Clock } from '../main/clock/clock.ts';
import type { Device, DeviceStatus } from './device.ts';
import type { ByteChannel } from './transport/byte-channel.ts';
import { mendOf } from './mend.ts';
import { channelTo, streamConnection, type StreamConnection } from './transport/connection.ts';
import { tracedChannel } from './transport/traced-channel.ts';

/** Where a device is: `ipp` for a printer that is no line of bytes of ours. */
type Address = Exclude<StreamConnection, { kind: 'simulated' }> | { readonly kind: 'ipp'; readonly url: string };

/** What tells a device's entry: from an address alone, or from a kiosk's hardware profile. */
export interface DeviceEntry<Entry> {
  /** The folder's name. */
  readonly device: string;
  /** The device's key in a hardware profile. */
  readonly profileKey: string;
  readonly entry: z.ZodType<Entry>;
  /** What a `--path` on the command line means without a profile. Null for an address that this device cannot have. */
  readonly entryAt: (address: Address, baudRate: number | null) => unknown;
}

/** A device's tool for the technician: `npm run device -- <device> <action>`, with the driver that the kiosk runs. */
export interface TechnicianTool<Entry, D extends Device> extends DeviceEntry<Entry> {
  readonly open: (options: {
    readonly entry: Entry;
    readonly clock: Clock;
    /** The line that the entry names, traced where the technician wants that. */
    readonly channelTo: (connection: StreamConnection) => ByteChannel;
  }) => D;
  /** False for a device that is not reached over a line of bytes of ours. */
  readonly traces?: false;
  /** Besides `status`, which every device has. */
  readonly actions: Readonly<Record<string, TechnicianAction<D>>>;
}

export interface TechnicianAction<D> {
  /** One line of the usage. */
  readonly does: string;
  /** Something moves or is lost: done only with `--yes`. */
  readonly asksFirst?: boolean;
  /** Whether it went well. Personal data is shown masked only. */
  readonly run: (device: D, call: TechnicianCall) => Promise<boolean>;
}

export interface TechnicianCall {
  readonly say: (line: string) => void;
  /** What follows the action on the command line. */
  readonly args: readonly string[];
  /** Aborts at the first Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Longer than the first questions of every driver. */
const FIRST_STATUS_WITHIN_MS = 6000;

/** Returns the exit code: 0 done, 1 the device has a problem, 2 the call was not understood. */
export async function runTechnicianTool<Entry, D extends Device>(
  tool: TechnicianTool<Entry, D>,
  argv: readonly string[],
  out: (text: string) => void,
): Promise<number> {
  const say = (line: string): void => out(`${line}\n`);
  const call = parseCall(tool, argv);
  if (typeof call === 'string') {
    say(call);
    say(usageOf(tool));
    return 2;
  }
  const { trace } = call;
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  const device = tool.open({
    entry: call.entry,
    clock: systemClock,
    channelTo: (connection) => {
      if (connection.kind === 'simulated') throw new Error(`the profile simulates the ${tool.device}: name its --path`);
      const channel = channelTo(connection, systemClock);
      return trace ? tracedChannel(channel, systemClock, (line) => trace.write(line)) : channel;
    },
  });
  try {
    await device.start();
    const status = await firstStatus(device);
    sayStatus(status, say);
    if (!call.action) return status.device === 'online' ? 0 : 1;
    return (await call.action.run(device, { say, args: call.args, signal: stop.signal })) ? 0 : 1;
  } finally {
    process.off('SIGINT', interrupt);
    await device.stop();
    if (trace) {
      trace.close();
      say(`the trace is in ${trace.file}; it holds what the device read, personal data too: delete it after use`);
    }
  }
}

async function firstStatus(device: Device): Promise<DeviceStatus> {
  const known = new Promise<void>((resolve) => {
    const look = (): void => {
      if (device.status().device !== 'starting') resolve();
    };
    device.onStatusChanged(look);
    look();
  });
  await within(systemClock, FIRST_STATUS_WITHIN_MS, known, () => undefined);
  return device.status();
}

function sayStatus(status: DeviceStatus, say: (line: string) => void): void {
  for (const [name, value] of Object.entries(status)) if (name !== 'reason') say(`${name}: ${wordOf(value)}`);
  if (status.reason) say(`reason: ${status.reason} (${mendOf(status.reason)})`);
}

const wordOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

interface ParsedCall<Entry, D> {
  readonly entry: Entry;
  /** null: only the status. */
  readonly action: TechnicianAction<D> | null;
  readonly args: readonly string[];
  readonly trace: Trace | null;
}

const options = {
  path: { type: 'string' },
  'baud-rate': { type: 'string' },
  profile: { type: 'string' },
  trace: { type: 'string' },
  yes: { type: 'boolean', default: false },
} as const;

/** A string says what was not understood. */
function parseCall<Entry, D extends Device>(
  tool: TechnicianTool<Entry, D>,
  argv: readonly string[],
): ParsedCall<Entry, D> | string {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options });
    const [name = '', ...args] = positionals;
    const action = Object.hasOwn(tool.actions, name) ? (tool.actions[name] ?? null) : null;
    if (!action && name !== 'status') return name ? `unknown action: ${name}` : 'which action?';
    if (action?.asksFirst && !values.yes) return `${name} moves something: say --yes when nobody stands before it`;
    if (values.trace !== undefined && tool.traces === false) return `a ${tool.device} has no bytes to trace`;
    const baudRate = values['baud-rate'] === undefined ? null : Number(values['baud-rate']);
    const entry = entryFor(tool, { ...values, baudRate });
    return { entry, action, args, trace: values.trace === undefined ? null : openTrace(values.trace) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The device's entry of a profile, or for an address. Throws, and says what is wrong with them. */
export function entryFor<Entry>(
  tool: DeviceEntry<Entry>,
  where: { path?: string | undefined; profile?: string | undefined; baudRate?: number | null },
): Entry {
  const { path, profile, baudRate = null } = where;
  if (profile === undefined && path === undefined) throw new Error('where is it? --path, or --profile');
  const raw = profile === undefined ? tool.entryAt(addressOf(path ?? '', baudRate), baudRate) : entryOf(tool, profile);
  const entry = tool.entry.safeParse(raw);
  if (!entry.success) throw new Error(z.prettifyError(entry.error));
  return entry.data;
}

function entryOf(tool: { readonly profileKey: string }, file: string): unknown {
  const profile = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
  if (!(tool.profileKey in profile)) throw new Error(`${file} has no ${tool.profileKey}`);
  return profile[tool.profileKey];
}

/** A device file, `tcp://host:port`, `hid:2b8b:2721` (vendor and product id), or `ipp://…`. Throws for anything else. */
function addressOf(address: string, baudRate: number | null): Address {
  if (/^ipps?:/.test(address)) return { kind: 'ipp', url: address };
  const [, host, port] = /^tcp:\/\/([^:/]+):(\d{1,5})$/.exec(address) ?? [];
  const [, vendorId, productId] = /^hid:([0-9a-f]{4}):([0-9a-f]{4})$/i.exec(address) ?? [];
  const found = host
    ? { kind: 'tcp', host, port: Number(port) }
    : vendorId
      ? { kind: 'hid', vendorId, productId, reportBytes: 64, reportId: 0 }
      : { kind: 'serial', path: address, baudRate: baudRate ?? 115_200 };
  const connection = streamConnection.safeParse(found);
  if (!connection.success || connection.data.kind === 'simulated') {
    throw new Error(`${address} is no device file, tcp://host:port, hid:vendor:product or ipp://host/queue`);
  }
  return connection.data;
}

interface Trace {
  readonly file: string;
  write(line: string): void;
  close(): void;
}

/** A new file, for its owner alone: one that exists may be anybody's to read. */
function openTrace(file: string): Trace {
  const handle = openSync(file, 'wx', 0o600);
  return {
    file,
    write: (line) => void writeSync(handle, `${line}\n`),
    close: () => closeSync(handle),
  };
}

function usageOf({ device, actions }: { device: string; actions: Readonly<Record<string, { does: string }>> }): string {
  const lines = Object.entries({ status: { does: 'what it says of itself' }, ...actions });
  const width = Math.max(...lines.map(([name]) => name.length));
  return [
    `usage: npm run device -- ${device} <action> (--path <address> | --profile <hardware profile>)`,
    '',
    ...lines.map(([name, { does }]) => `  ${name.padEnd(width)}  ${does}`),
    '',
    '  --path <address>     /dev/ttyUSB0, tcp://192.0.2.7:9100, hid:2b8b:2721 or ipp://192.0.2.30/ipp/print',
    '  --baud-rate <n>      of a serial line, where it is not the usual one',
    '  --profile <file>     the hardware profile of this kiosk',
    '  --trace <file>       every byte, in both directions',
    '  --yes                for actions that move something',
  ].join('\n');
}
