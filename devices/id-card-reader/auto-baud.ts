import { within, type Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { ByteChannel, ChannelError } from '../transport/byte-channel.ts';
import type { StreamConnection } from '../transport/connection.ts';
import { listeners } from '../transport/listeners.ts';
import type { SamVConnection } from './profile.ts';
import { commandFrame, frameReader, parseAnswer, samVBaudRates } from './protocol.ts';

/** A module answers "are you there" within milliseconds, and five speeds are to be tried before a visitor notices. */
const SPEED_ANSWER_MS = 300;

/** The line that an entry of the profile names: at its speed, or at the one that the module answers at. */
export function samVChannel(
  connection: SamVConnection,
  clock: Clock,
  channelTo: (connection: StreamConnection) => ByteChannel,
): ByteChannel {
  if (connection.kind !== 'serial') return channelTo(connection);
  const { baudRate, ...rest } = connection;
  if (baudRate !== 'auto') return channelTo({ ...rest, baudRate });
  return autoBaudChannel({ at: (found) => channelTo({ ...rest, baudRate: found }), clock });
}

/**
 * A line whose speed is found at each opening: the last good speed first, then from the fastest down. When no speed is
 * answered the line is open at the first, and the driver sees a silent module.
 */
export function autoBaudChannel(options: { at: (baudRate: number) => ByteChannel; clock: Clock }): ByteChannel {
  const data = listeners<Uint8Array>();
  const closed = listeners<ChannelError>();
  let inUse: ByteChannel | null = null;
  let isWanted = false;
  let speeds = samVBaudRates.map((baudRate) => {
    const channel = options.at(baudRate);
    channel.onData((bytes) => channel === inUse && data.tell(bytes));
    channel.onClose((error) => {
      if (channel !== inUse) return;
      inUse = null;
      closed.tell(error);
    });
    return channel;
  });

  async function openAt(speed: ByteChannel): Promise<Result<void, ChannelError>> {
    const opened = isWanted ? await speed.open() : err('disconnected' as const);
    return opened.ok && !isWanted ? leave(speed) : opened;
  }

  /** From now on it is the line; unless it was closed while we were looking for it. */
  function use(speed: ByteChannel): Promise<Result<void, ChannelError>> {
    if (!isWanted) return leave(speed);
    inUse = speed;
    return Promise.resolve(ok(undefined));
  }

  return {
    async open() {
      isWanted = true;
      if (inUse) return ok(undefined);
      for (const speed of speeds) {
        const opened = await openAt(speed);
        if (!opened.ok) return opened;
        if (await isAnswered(speed, options.clock)) {
          speeds = [speed, ...speeds.filter((other) => other !== speed)];
          return use(speed);
        }
        await speed.close();
      }
      const [usual] = speeds;
      const opened = usual ? await openAt(usual) : err('noDevice' as const);
      return opened.ok && usual ? use(usual) : opened;
    },
    write: (bytes) => (inUse ? inUse.write(bytes) : Promise.resolve(err('disconnected'))),
    onData: data.add,
    onClose: closed.add,
    async close() {
      isWanted = false;
      inUse = null;
      await Promise.all(speeds.map((speed) => speed.close()));
    },
    get isOpen() {
      return inUse?.isOpen ?? false;
    },
  };
}

/** Any answer proves the speed, also that of a module which says that it is broken: at another one nothing adds up. */
async function isAnswered(speed: ByteChannel, clock: Clock): Promise<boolean> {
  const reader = frameReader();
  const { promise: answered, resolve } = Promise.withResolvers<boolean>();
  const stopHearing = speed.onData((bytes) => {
    const events = reader.push(bytes);
    if (events.some((event) => event.kind === 'frame' && parseAnswer('status', event.body) !== null)) resolve(true);
  });
  const stopWatching = speed.onClose(() => resolve(false));
  const written = await speed.write(commandFrame('status'));
  if (!written.ok) resolve(false);
  const found = await within(clock, SPEED_ANSWER_MS, answered, () => false);
  stopHearing();
  stopWatching();
  return found;
}

async function leave(speed: ByteChannel): Promise<Result<never, ChannelError>> {
  await speed.close();
  return err('disconnected');
}
