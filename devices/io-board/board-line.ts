import ModbusRTU from 'modbus-serial';
import { delay, within, type Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { ReconnectingChannel } from '../transport/reconnecting-channel.ts';
import { turns } from '../transport/turns.ts';
import { ChannelPort } from './channel-port.ts';
import { exceptions } from './protocol.ts';

/** `wrongMap`: the board has no such wire or function. `failed`: it says that it is broken. */
export type BoardFault = 'offline' | 'silent' | 'garbled' | 'wrongMap' | 'failed';

export interface LineDelays {
  /** Boards answer within 50 ms; a USB adapter may hold bytes back for some more. */
  readonly answerTimeoutMs: number;
  /** After a fault, so that the rest of a broken or late answer passes: answers do not name their request. */
  readonly quietMs: number;
}

/** The wires of one board, asked one at a time. Addresses are those of the wire. */
export interface BoardLine {
  readInputs(addresses: readonly number[]): Promise<Result<ReadonlyMap<number, boolean>, BoardFault>>;
  readCoils(addresses: readonly number[]): Promise<Result<ReadonlyMap<number, boolean>, BoardFault>>;
  writeCoils(values: ReadonlyMap<number, boolean>): Promise<Result<void, BoardFault>>;
  readRegister(register: number): Promise<Result<number, BoardFault>>;
  writeRegister(register: number, value: number): Promise<Result<void, BoardFault>>;
}

/** A request without an answer, or with a broken one, is made again so often; all of them may be made twice. */
const TRIES = 3;

export function boardLine(options: {
  readonly channel: ReconnectingChannel;
  readonly clock: Clock;
  readonly unit: number;
  readonly delays: LineDelays;
}): BoardLine {
  const { channel, clock, unit, delays } = options;
  const port = new ChannelPort(channel);
  const client = new ModbusRTU(port);
  client.setID(unit);
  client.open(() => {});
  let onLost: (() => void) | null = null;
  const inTurn = turns();
  channel.onStateChanged((state) => {
    if (state === 'disconnected') onLost?.();
  });

  /** The client's own time-out runs on the system's clock, so it has none. */
  async function askOnce<T>(request: () => Promise<T>): Promise<Result<T, BoardFault>> {
    if (!channel.isOpen) return err('offline');
    const answered = new Promise<Result<T, BoardFault>>((resolve) => {
      onLost = () => resolve(err('offline'));
      request().then(
        (value) => resolve(ok(value)),
        (error: unknown) => resolve(err(faultOf(error))),
      );
    });
    const silence = (): Result<T, BoardFault> => err(port.isGarbled ? 'garbled' : 'silent');
    const result = await within(clock, delays.answerTimeoutMs, answered, silence);
    port.forget();
    onLost = null;
    if (!result.ok && result.error !== 'offline') await delay(clock, delays.quietMs);
    return result;
  }

  async function askUntilAnswered<T>(request: () => Promise<T>): Promise<Result<T, BoardFault>> {
    for (let attempt = 1; ; attempt += 1) {
      const result = await askOnce(request);
      const isWorthMore = !result.ok && (result.error === 'silent' || result.error === 'garbled');
      if (!isWorthMore || attempt >= TRIES) return result;
    }
  }

  const ask = <T>(request: () => Promise<T>): Promise<Result<T, BoardFault>> => inTurn(() => askUntilAnswered(request));

  async function readBits(
    addresses: readonly number[],
    read: (start: number, count: number) => Promise<{ data: boolean[] }>,
  ): Promise<Result<ReadonlyMap<number, boolean>, BoardFault>> {
    const values = new Map<number, boolean>();
    for (const run of runsOf(addresses)) {
      const [start = 0] = run;
      const bits = await ask(() => read(start, run.length));
      if (!bits.ok) return bits;
      for (const [index, address] of run.entries()) values.set(address, bits.value.data[index] ?? false);
    }
    return ok(values);
  }

  return {
    readInputs: (addresses) => readBits(addresses, (start, count) => client.readDiscreteInputs(start, count)),
    readCoils: (addresses) => readBits(addresses, (start, count) => client.readCoils(start, count)),
    async writeCoils(values) {
      for (const run of runsOf([...values.keys()])) {
        const [start = 0] = run;
        const states = run.map((address) => values.get(address) ?? false);
        // Many boards know no other way to switch one alone.
        const written = await ask<unknown>(() =>
          states.length === 1 ? client.writeCoil(start, states[0] ?? false) : client.writeCoils(start, states),
        );
        if (!written.ok) return written;
      }
      return ok(undefined);
    },
    async readRegister(register) {
      const read = await ask(() => client.readHoldingRegisters(register, 1));
      return read.ok ? ok(read.value.data[0] ?? 0) : read;
    },
    async writeRegister(register, value) {
      const written = await ask(() => client.writeRegister(register, value));
      return written.ok ? ok(undefined) : written;
    },
  };
}

/** Addresses that follow each other: a wire that nobody named is never read and never written. */
function runsOf(addresses: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const address of addresses.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && run.at(-1) === address - 1) run.push(address);
    else if (run?.at(-1) !== address) runs.push([address]);
  }
  return runs;
}

function faultOf(error: unknown): BoardFault {
  const code = typeof error === 'object' && error !== null && 'modbusCode' in error ? error.modbusCode : null;
  if (code === null) return 'garbled';
  if (code === exceptions.busy || code === exceptions.acknowledge) return 'silent';
  return code === exceptions.deviceFailure ? 'failed' : 'wrongMap';
}
