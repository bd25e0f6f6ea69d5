import { examplePlaces } from '../../main/simulated-kiosk.ts';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import https from 'node:https';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { documentPrinterSimulator, type DocumentPrinterSimulator } from '../../devices/document-printer/simulator.ts';
import type { HardwareProfile } from '../../devices/hardware-profile.ts';
import { idCardReaderSimulator, type IdCardReaderSimulator } from '../../devices/id-card-reader/simulator.ts';
import { syntheticCard } from '../../devices/id-card-reader/synthetic-cards.ts';
import { receiptPrinterSimulator, type ReceiptPrinterSimulator } from '../../devices/receipt-printer/simulator.ts';
import { serialChannel } from '../../devices/transport/serial-channel.ts';
import { systemClock } from '../../main/clock/clock.ts';
import type { KioskConfig } from '../../main/config/config.ts';
import { outboxConfigSchema, uplinkConfigSchema } from '../../main/config/queue-config.ts';
import { setUpSimulatedKeys } from '../../main/gateway/key-setup.ts';
import { gatewaySimulator, type GatewaySimulator } from '../../main/gateway/simulator/gateway-simulator.ts';
import { hasIppeveprinter, startIppeveprinter, type Ippeveprinter } from './ippeveprinter.ts';
import { machine, type Machine, type MachineName } from './machines.ts';
import { cableOf, hasSocat, ptyPair, type PtyPair } from './pty.ts';

/** What a kiosk in a hall is surrounded by, each thing real or speaking the real bytes, and the kiosk itself as a process. */
export interface Hall {
  readonly gateway: GatewaySimulator;
  readonly reader: IdCardReaderSimulator;
  readonly readerLine: PtyPair;
  readonly receiptPrinter: ReceiptPrinterSimulator;
  readonly receiptLine: PtyPair;
  /** One of `devices`; throws for one that this hall was not opened with. */
  machine<Name extends MachineName>(name: Name): Machine<Name>;
  /** Debian's ippeveprinter, or our simulator where the test is about a fault that only ours can show. */
  readonly documentPrinter: Ippeveprinter | null;
  readonly documentSimulator: DocumentPrinterSimulator | null;
  /** PEM of the gateway's own authority. */
  readonly authority: string;
  readonly dataDir: string;
  /** The temporary folder of the kiosk's process. */
  readonly temporaryDir: string;
  readonly kiosk: KioskProcess;
  /** All that the kiosk's process has written to its two streams. */
  output(): string;
  close(): Promise<void>;
}

export interface KioskProcess {
  /** Works once; a restart gives a new one. */
  url(): string;
  /** Of the process that runs now. */
  pid(): number;
  /** SIGKILL: no goodbye. */
  kill(): Promise<void>;
  /** As the system stops it: what is on its way to the disk gets there. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Why browser journeys cannot run here, or null. */
export function hallMissing(): string | null {
  if (!hasSocat()) return 'needs: apt-get install socat';
  const printer = hasIppeveprinter();
  return printer.ok ? null : printer.reason;
}

export interface HallOptions {
  readonly documentPrinter?: 'ippeveprinter' | 'simulator';
  /** Whether ippeveprinter keeps what it printed, for a test to read; as a printer, it keeps nothing. */
  readonly keepsPrinted?: boolean;
  /** Passed to the kiosk's process, where shorter waits are wanted. */
  readonly delays?: Readonly<Record<string, number>>;
  readonly camera?: 'uvc' | 'simulated';
  /** Machines besides the card reader and the printers; `camera` is then one on a serial line. */
  readonly devices?: readonly MachineName[];
  /** The receipt printer keeps a slip in its mouth until it is taken. */
  readonly presenter?: boolean;
  /** Waits of the card reader's driver, where shorter ones are wanted. */
  readonly readerDelays?: NonNullable<HardwareProfile['idCardReader']['delays']>;
  readonly officerThinkingMs?: number;
  /** What the simulated chip takes to be read. */
  readonly readMs?: number;
}

/** A card of somebody whom the simulated register knows. */
export function knownCard(gateway: GatewaySimulator) {
  const holder = gateway.people[0]!;
  return syntheticCard({ name: holder.name, number: holder.number, sex: holder.sex, birthDate: holder.birthDate });
}

export async function openHall(options: HallOptions = {}): Promise<Hall> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kiosk-hall-'));
  const keysDir = path.join(folder, 'keys');
  const keys = await setUpSimulatedKeys(keysDir);
  const gateway = await gatewaySimulator({ keys: keys.gateway, officerThinkingMs: options.officerThinkingMs ?? 200 });
  const [readerLine, receiptLine] = await Promise.all([ptyPair(), ptyPair()]);
  const reader = idCardReaderSimulator({
    channel: serialChannel({ path: readerLine.b, baudRate: 115_200 }),
    clock: systemClock,
    delays: { readMs: options.readMs ?? 100 },
    cable: cableOf(readerLine),
  });
  const receiptPrinter = receiptPrinterSimulator({
    channel: serialChannel({ path: receiptLine.b, baudRate: 115_200 }),
    clock: systemClock,
    cable: cableOf(receiptLine),
    presenter: options.presenter ?? false,
  });
  const machines = await Promise.all((options.devices ?? []).map((name) => machine(name)));
  const documentPrinter =
    options.documentPrinter === 'simulator' ? null : await startIppeveprinter({ keeps: options.keepsPrinted ?? true });
  const documentSimulator = documentPrinter ? null : documentPrinterSimulator({ port: 0 });
  await Promise.all([reader.start(), receiptPrinter.start(), documentSimulator?.start()]);

  const dataDir = path.join(folder, 'data');
  const profile: HardwareProfile = {
    model: 'test hall',
    idCardReader: {
      driver: 'sam-v',
      connection: { kind: 'serial', path: readerLine.a, baudRate: 115_200 },
      moduleFamily: ['05.03'],
      ...(options.readerDelays && { delays: options.readerDelays }),
    },
    receiptPrinter: {
      driver: 'esc-pos',
      paper: 'roll80',
      ...(options.presenter && { presenter: 'custom-full-status' }),
      connection: { kind: 'serial', path: receiptLine.a, baudRate: 115_200 },
    },
    documentPrinter: {
      driver: 'ipp',
      connection: { kind: 'ipp', url: documentPrinter?.url ?? documentSimulator!.url },
    },
    camera: { connection: { kind: options.camera ?? 'uvc' } },
    ...Object.fromEntries(machines.map(({ name, entry }) => [name, entry])),
  };
  const config: KioskConfig = {
    kioskCode: 'TEST01',
    hallName: { 'zh-CN': '示例二十四小时自助警局', en: 'Example 24-Hour Police Hall' },
    greeterName: { 'zh-CN': '小警', en: 'Xiaojing' },
    defaultLanguage: 'zh-CN',
    officerPhone: '110',
    nearestCounter: { 'zh-CN': '示例派出所（示例路1号）', en: 'Example Police Station, 1 Example Road' },
    pixelsPerMm: 3.2,
    dataDir,
    keysDir: path.join(keysDir, 'kiosk'),
    gateway: { url: gateway.url },
    hardwareProfile: path.join(folder, 'profile.json'),
    places: examplePlaces,
    catalogueOverride: null,
    outbox: outboxConfigSchema.parse({ ballastBytes: 1024 * 1024 }),
    uplink: uplinkConfigSchema.parse({}),
  };
  await writeFile(config.hardwareProfile, JSON.stringify(profile));
  await writeFile(path.join(folder, 'config.json'), JSON.stringify(config));
  const temporaryDir = await mkdtemp(path.join(folder, 'tmp-'));

  let output = '';
  const kiosk = kioskProcess(
    path.join(folder, 'config.json'),
    temporaryDir,
    options.delays ?? {},
    (text) => (output += text),
  );
  await kiosk.start();
  return {
    gateway,
    authority: keys.kiosk.ca,
    reader,
    readerLine,
    receiptPrinter,
    receiptLine,
    machine: (name) => {
      const found = machines.find((one): one is Machine<typeof name> => one.name === name);
      if (!found) throw new Error(`this hall has no ${name}`);
      return found;
    },
    documentPrinter,
    documentSimulator,
    dataDir,
    temporaryDir,
    kiosk,
    output: () => output,
    async close() {
      await kiosk.kill();
      await Promise.all([
        reader.stop(),
        receiptPrinter.stop(),
        documentPrinter?.stop(),
        documentSimulator?.stop(),
        gateway.close(),
        ...machines.map(({ simulator }) => simulator.stop()),
      ]);
      await Promise.all([readerLine, receiptLine, ...machines.map(({ line }) => line)].map((line) => line.kill()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A page of the gateway, as text; nobody but its own authority is believed. */
export function fetchWith(authority: string, url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    https
      .get(url, { ca: authority }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => resolve(text));
      })
      .on('error', reject);
  });
}

const program = path.join(import.meta.dirname, 'run-kiosk.ts');
const node = path.resolve(import.meta.dirname, '../../node_modules/.bin/node');

function kioskProcess(
  config: string,
  temporaryDir: string,
  delays: Readonly<Record<string, number>>,
  onOutput: (text: string) => void,
): KioskProcess {
  let child: ChildProcess | null = null;
  let url = '';
  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
  return {
    url: () => url,
    pid: () => child?.pid ?? 0,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    async start() {
      child = fork(program, [config, JSON.stringify(delays)], {
        execPath: node,
        silent: true,
        // Where a core of it would lie.
        cwd: temporaryDir,
        env: { ...process.env, TMPDIR: temporaryDir },
      });
      child.stdout?.on('data', (bytes: Buffer) => onOutput(String(bytes)));
      child.stderr?.on('data', (bytes: Buffer) => onOutput(String(bytes)));
      const died = once(child, 'exit').then(() => Promise.reject(new Error('the kiosk ended before it was ready')));
      const [ready] = (await Promise.race([once(child, 'message'), died])) as [{ url: string }];
      died.catch(() => {});
      url = ready.url;
    },
  };
}
