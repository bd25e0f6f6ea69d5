import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { zoneLinesOf } from '../../../devices/passport-reader/synthetic-zone.ts';
import {
  permitRewriteErrors,
  type PermitRewriteError,
  type PermitRewriter,
} from '../../../devices/permit-slot/permit-slot.ts';
import { rewriterEntry } from '../../../devices/permit-slot/profile.ts';
import { simulatedPermit, type SimulatedPermit } from '../../../devices/permit-slot/simulated-permit.ts';
import type { Result } from '../../../main/contract/result.ts';
import { people } from '../../../main/gateway/simulator/people.ts';
import type { Lane, LaneOptions, OpenLane } from './lane.ts';

const never = new AbortController().signal;
const done = { ok: true, value: undefined };
const failed = (error: PermitRewriteError) => ({ ok: false, error });
const holder = people[0]!;
const lines = [
  '个人旅游(G) 香港 澳门',
  '一年一次 有效期至 2027-11-20',
  '编号 XJQZ202611210001',
  '签发 2026-11-21 示例市公安局',
];
/** What stood there before. */
const formerLines = ['团队旅游(L) 澳门'];

export const withRewriter = { profile: { rewriter: rewriterEntry.parse({}) } } as const satisfies LaneOptions;

export function rewriterOf({ device }: Lane): PermitRewriter {
  if (!device.rewriter) throw new Error('this slot has no rewriter');
  return device.rewriter;
}

/** Takes this card in and holds it, as a session does. */
export async function holding(lane: Lane, permit: SimulatedPermit): Promise<SimulatedPermit> {
  const accepting = lane.device.acceptCard({ signal: never });
  await lane.until(() => lane.simulator.insertCard('good', permit));
  expect(await lane.run(accepting)).toEqual(done);
  expect(await lane.run(lane.device.holdCard(never))).toEqual(done);
  return permit;
}
const usedPermit = (): SimulatedPermit => ({ ...simulatedPermit(zoneLinesOf(holder.permit)), back: formerLines });

const read = (lane: Lane) => lane.run(rewriterOf(lane).readPermit(never));
const write = (lane: Lane, text: readonly string[] = lines) => lane.run(rewriterOf(lane).writeEndorsement(text, never));

async function writingWith(lane: Lane, at: string, fault: string): Promise<Result<unknown, PermitRewriteError>> {
  await holding(lane, usedPermit());
  lane.simulator.play({ at, fault });
  return write(lane);
}

/** How a simulator brings about each way to fail. A new error without a way does not compile. */
const waysToFail: Record<PermitRewriteError, (lane: Lane) => Promise<Result<unknown, PermitRewriteError>>> = {
  async chipUnreadable(lane) {
    await holding(lane, simulatedPermit(null));
    return read(lane);
  },
  writeFailed: (lane) => writingWith(lane, 'write', 'writeFails'),
  notConfirmed: (lane) => writingWith(lane, 'write', 'writeUnknown'),
  cardRemoved: (lane) => writingWith(lane, 'write', 'pulled'),
  noCard: (lane) => write(lane),
  cancelled: (lane) => lane.run(rewriterOf(lane).writeEndorsement(lines, AbortSignal.abort())),
  offline: (lane) => writingWith(lane, 'any', 'silent'),
  slotFault: (lane) => writingWith(lane, 'write', 'sensorFault'),
};

/** What every slot with a rewriter must do, whatever line it hangs on. */
export function permitRewriterConformance(name: string, openLane: OpenLane): void {
  const open: OpenLane = (options) =>
    openLane({ ...options, profile: { ...withRewriter.profile, ...options?.profile } });

  describe(`a rewriter ${name}`, () => {
    let lane: Lane;
    beforeEach(async () => {
      lane = await open();
    });
    afterEach(() => lane.stop());

    it('reads the permit that is held: what its chip repeats is what a scanner reads', async () => {
      await holding(lane, usedPermit());
      expect(await read(lane)).toEqual({ ok: true, value: holder.permit });
      expect(await read(lane)).toEqual({ ok: true, value: holder.permit });
    });

    it('reads a chip with a passport’s zone too', async () => {
      await holding(lane, simulatedPermit(zoneLinesOf(holder.passport)));
      expect(await read(lane)).toEqual({ ok: true, value: holder.passport });
    });

    it('writes four lines in place of what stood there, once', async () => {
      const permit = await holding(lane, usedPermit());
      expect(await write(lane)).toEqual(done);
      expect(permit.back).toEqual(lines);
      expect(lane.simulator.writings).toBe(1);
      expect(await lane.run(lane.device.ejectCard(never))).toEqual(done);
      expect(lane.simulator.card).toBe('gate');
    });

    it('writes characters of every kind that a name has', async () => {
      const rare = ['㐀𪚥𠮷 ·', 'ABC abc 123', '', '示例'];
      const permit = await holding(lane, usedPermit());
      expect(await write(lane, rare)).toEqual(done);
      expect(permit.back).toEqual(rare);
    });

    it('writes another text after one that failed', async () => {
      const permit = await holding(lane, usedPermit());
      lane.simulator.play({ at: 'write', fault: 'writeFails', times: 1 });
      expect(await write(lane)).toEqual(failed('writeFailed'));
      expect(permit.back).toEqual(formerLines);
      expect(await write(lane)).toEqual(done);
      expect(permit.back).toEqual(lines);
    });

    it.each([
      ['too many lines', ['1', '2', '3', '4', '5']],
      ['a line that is too long', ['示'.repeat(31)]],
      ['a line that breaks', ['one\ntwo']],
    ])('begins nothing for %s', async (_, text) => {
      const permit = await holding(lane, usedPermit());
      expect(await write(lane, text)).toEqual(failed('writeFailed'));
      expect([permit.back, lane.simulator.writings]).toEqual([formerLines, 0]);
    });

    it.each(permitRewriteErrors)('can fail with %s', async (error) => {
      expect(await waysToFail[error](lane)).toEqual(failed(error));
    });

    it('cannot read what is no zone, and a chip that falls silent in the middle', async () => {
      await holding(lane, simulatedPermit(['X'.repeat(30), 'X'.repeat(30), 'X'.repeat(30)]));
      expect(await read(lane)).toEqual(failed('chipUnreadable'));
      lane.simulator.play({ at: 'chipExchange', fault: 'deadChip', times: 1 });
      expect(await read(lane)).toEqual(failed('chipUnreadable'));
    });

    it.each(['wrongChecksum', 'silent', 'cutShort', 'junkBefore', 'oneByteChunks', 'nak'])(
      'reads, although an answer is %s',
      async (fault) => {
        await holding(lane, usedPermit());
        for (const at of ['chipOn', 'chipExchange', 'chipOff', 'acknowledge']) {
          lane.simulator.play({ at, fault, times: 1 });
          expect(await read(lane), at).toEqual({ ok: true, value: holder.permit });
          lane.simulator.heal();
        }
      },
    );

    it.each(['wrongChecksum', 'silent', 'cutShort', 'junkBefore', 'oneByteChunks', 'nak'])(
      'writes once and knows it, although an answer is %s',
      async (fault) => {
        for (const at of ['write', 'writerState', 'acknowledge']) {
          const permit = await holding(lane, usedPermit());
          const before = lane.simulator.writings;
          lane.simulator.play({ at, fault, times: 1 });
          expect(await write(lane), at).toEqual(done);
          expect([permit.back, lane.simulator.writings - before]).toEqual([lines, 1]);
          lane.simulator.heal();
          expect(await lane.run(lane.device.ejectCard(never))).toEqual(done);
          lane.simulator.takeCard();
        }
      },
    );

    it('cut off from its power while it writes, it cannot say what stands there', async () => {
      const permit = await holding(lane, usedPermit());
      const writing = rewriterOf(lane).writeEndorsement(lines, never);
      await lane.until(() => permit.back === 'half');
      lane.simulator.cutPower();
      expect(await lane.run(writing)).toEqual(failed('notConfirmed'));
      expect([permit.back, lane.simulator.writings]).toEqual(['half', 1]);
      // The permit is given back all the same.
      expect(await lane.run(lane.device.ejectCard(never))).toEqual(done);
    });

    it('cut off from its power before, it wants its init first', async () => {
      const permit = await holding(lane, usedPermit());
      lane.simulator.cutPower();
      expect(await read(lane)).toEqual({ ok: true, value: holder.permit });
      lane.simulator.cutPower();
      expect(await write(lane)).toEqual(done);
      expect(permit.back).toEqual(lines);
    });

    it('unplugged while it writes and plugged in again, it says what became of the text', async () => {
      const permit = await holding(lane, usedPermit());
      const writing = rewriterOf(lane).writeEndorsement(lines, never);
      await lane.until(() => permit.back === 'half');
      await lane.unplug();
      await lane.until(() => permit.back !== 'half');
      await lane.plug();
      expect(await lane.run(writing)).toEqual(done);
      expect([permit.back, lane.simulator.writings]).toEqual([lines, 1]);
      await lane.until(() => lane.device.status().device === 'online');
    });

    it('unplugged for good while it writes: nobody can say what stands there', async () => {
      const permit = await holding(lane, usedPermit());
      lane.simulator.play({ at: 'write', fault: 'unplug' });
      expect(await write(lane)).toEqual(failed('notConfirmed'));
      expect([permit.back, lane.simulator.writings]).toEqual([lines, 1]);
    });

    it('finishes what it has begun, although the visitor leaves', async () => {
      const permit = await holding(lane, usedPermit());
      const leaving = new AbortController();
      const writing = rewriterOf(lane).writeEndorsement(lines, leaving.signal);
      await lane.until(() => permit.back === 'half');
      leaving.abort();
      expect(await lane.run(writing)).toEqual(done);
      expect(permit.back).toEqual(lines);
    });

    it('moves no card while it writes: that is a mistake of the caller', async () => {
      const permit = await holding(lane, usedPermit());
      const writing = rewriterOf(lane).writeEndorsement(lines, never);
      await lane.until(() => permit.back === 'half');
      await expect(lane.device.ejectCard(never)).rejects.toThrow('moving a card already');
      expect(await lane.run(writing)).toEqual(done);
    });

    it('of another profile reads another application', async () => {
      await lane.stop();
      const rewriter = rewriterEntry.parse({ application: 'a000000247200188', zoneFile: '0102', writeCommand: '7130' });
      lane = await open({ profile: { rewriter } });
      const permit = await holding(lane, usedPermit());
      expect(await read(lane)).toEqual({ ok: true, value: holder.permit });
      expect(await write(lane)).toEqual(done);
      expect(permit.back).toEqual(lines);
    });
  });
}
