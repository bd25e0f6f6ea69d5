import { within, type Clock } from '../../main/clock/clock.ts';
import type { ByteChannel } from './byte-channel.ts';

/** A port waits for bytes that nobody takes any more, some of them for ever; nobody shall wait for the port. */
const CLOSE_TIMEOUT_MS = 1000;

/** Closed, or given up: whoever ends a line goes on after a second in any case. */
export const closeInTime = (channel: Pick<ByteChannel, 'close'>, clock: Clock): Promise<void> =>
  within(clock, CLOSE_TIMEOUT_MS, channel.close(), () => undefined);
