import {
  samVReader,
  type SamVDelays,
  type SamVOptions,
  type SamVReader,
} from '../../../devices/id-card-reader/driver.ts';
import {
  idCardReaderSimulator,
  type IdCardReaderSimulator,
  type SimulatorOptions,
} from '../../../devices/id-card-reader/simulator.ts';
import { syntheticCards } from '../../../devices/id-card-reader/synthetic-cards.ts';
import type { ByteChannel } from '../../../devices/transport/byte-channel.ts';
import { inMemory, overPty, withHands, type DeviceLane, type Ends } from '../../support/device-lane.ts';
import type { OpenByHand } from './by-hand.ts';

export type Lane = DeviceLane<SamVReader, IdCardReaderSimulator>;

export interface LaneOptions extends Pick<SimulatorOptions, 'pieceBytes' | 'delays'> {
  readonly readerDelays?: Partial<SamVDelays>;
  readonly profile?: NonNullable<SamVOptions['profile']>;
  /** What both ends' bytes travel in, e.g. HID reports. */
  readonly framed?: (end: ByteChannel) => ByteChannel;
}
export type OpenLane = (options?: LaneOptions) => Promise<Lane>;

function ends(options: LaneOptions): Ends<SamVReader, IdCardReaderSimulator> {
  const { readerDelays = {}, profile = {}, framed = (end) => end, ...simulated } = options;
  return {
    device: (channel, clock) => samVReader({ channel: framed(channel), clock, profile, delays: readerDelays }),
    simulator: (end) => idCardReaderSimulator({ ...end, channel: framed(end.channel), ...simulated }),
  };
}

export const memoryLane = (options: LaneOptions = {}) => inMemory(ends(options));

/** Waits that are short, and long enough for a machine with other work. */
export const hurriedDelays: SamVDelays = {
  answerTimeoutMs: 250,
  readTimeoutMs: 400,
  fingerprintTimeoutMs: 400,
  stalledMs: 100,
  quietMs: 20,
  placeTimeoutMs: 150,
  pollMs: 10,
  heartbeatMs: 100,
  reopenAfterMs: 20,
};

/** The same, as fast as a pseudo terminal lets it. */
export const ptyLane: OpenLane = ({ readerDelays, delays, ...options } = {}) =>
  overPty(
    ends({
      ...options,
      readerDelays: { ...hurriedDelays, ...readerDelays },
      delays: { findMs: 1, selectMs: 1, readMs: 5, ...delays },
    }),
  );

export const byHand =
  (open: OpenLane): OpenByHand =>
  (readerDelays) =>
    withHands(open({ readerDelays }), (simulator) => ({
      layCard: async () => simulator.placeCard(syntheticCards.valid),
      takeCard: async () => simulator.pullCard(),
      touchWithCard() {
        simulator.placeCard(syntheticCards.valid);
        simulator.pullCardAtByte(640);
      },
    }));
