import { describe, expect, it, test } from 'vitest';
import type { Clock } from '../../main/clock/clock.ts';
import { clockWatch } from '../../main/clock/clock-watch.ts';
import { suspicionOf, toleranceMs } from '../../main/clock/suspicion.ts';
import { FakeClock } from '../support/fake-clock.ts';

const ms = (iso: string): number => Date.parse(iso);
const now = ms('2026-11-21T08:00:00Z');
const dayMs = 86_400_000;
const evidence = { wallMs: now, onDiskMs: null, gatewayMs: null, sinceStartMs: now };

describe('the wall clock is suspect', () => {
  test.each([
    ['nothing speaks against it', {}, null],
    ['it is before this version was made', { wallMs: ms('1970-01-01T00:00:00Z') }, 'beforeRelease'],
    ['so it is, whatever the gateway says', { wallMs: ms('2020-11-21T08:00:00Z'), gatewayMs: now }, 'beforeRelease'],
    ['it is before the last entry', { onDiskMs: now + toleranceMs + 1 }, 'beforeLog'],
    ['it is a little before the last entry', { onDiskMs: now + toleranceMs }, null],
    ['the last entry is long ago', { onDiskMs: now - 90 * dayMs }, null],
    ['it is ahead of the gateway', { gatewayMs: now - toleranceMs - 1 }, 'offGateway'],
    ['it is behind the gateway', { gatewayMs: now + toleranceMs + 1 }, 'offGateway'],
    ['it is as near to the gateway as may be', { gatewayMs: now + toleranceMs }, null],
    ['it jumped ahead', { sinceStartMs: now - 365 * dayMs }, 'jumped'],
    ['it jumped back', { sinceStartMs: now + toleranceMs + 1 }, 'jumped'],
    ['it was set right after the start, as the gateway says', { sinceStartMs: now - dayMs, gatewayMs: now }, null],
    ['the log has a wrong time in it, and the gateway agrees with us', { onDiskMs: now + dayMs, gatewayMs: now }, null],
  ])('or not: %s', (_, change, suspicion) => {
    expect(suspicionOf({ ...evidence, ...change })).toBe(suspicion);
  });
});

/** A wall clock that can be set, over a monotonic one that cannot. */
class SettableClock extends FakeClock implements Clock {
  aheadMs = 0;
  override wallTime(): Date {
    return new Date(super.wallTime().getTime() + this.aheadMs);
  }
}

function watched(newestOnDisk: string | null = null, aheadMs = 0) {
  const clock = new SettableClock(new Date(now));
  clock.aheadMs = aheadMs;
  const changes: (string | null)[] = [];
  const watch = clockWatch({ clock, newestOnDisk, onChanged: (suspicion) => changes.push(suspicion) });
  watch.start();
  return { clock, changes, watch };
}

describe('the watch', () => {
  it('says nothing of a good clock', async () => {
    const { clock, changes, watch } = watched('2026-11-21T07:59:00Z');
    await clock.advance(dayMs / 24);
    watch.gatewaySaid(clock.wallTime().toISOString());
    expect([watch.trust(), changes]).toEqual(['trusted', []]);
    watch.stop();
    expect(clock.pendingTimers).toBe(0);
  });

  it('says it at the start of a kiosk whose battery is dead', () => {
    const { changes, watch } = watched(null, -56 * 365 * dayMs);
    expect([watch.trust(), changes]).toEqual(['suspect', ['beforeRelease']]);
    watch.stop();
  });

  it('says a jump within ten seconds, and knows it at once', async () => {
    const { clock, changes, watch } = watched();
    clock.aheadMs = 365 * dayMs;
    expect([watch.trust(), changes]).toEqual(['suspect', []]);
    await clock.advance(10_000);
    expect(changes).toEqual(['jumped']);
    watch.gatewaySaid(new Date(now + 10_000).toISOString());
    expect(changes).toEqual(['jumped', 'offGateway']);
    clock.aheadMs = 0;
    await clock.advance(10_000);
    expect([watch.trust(), changes]).toEqual(['trusted', ['jumped', 'offGateway', null]]);
    watch.stop();
  });

  it('carries the gateway’s time on while the line is down', async () => {
    const { clock, changes, watch } = watched(null, 3 * 60 * 60_000);
    expect(watch.trust()).toBe('trusted');
    watch.gatewaySaid('2026-11-21T08:00:00Z');
    expect(changes).toEqual(['offGateway']);
    await clock.advance(3 * dayMs);
    expect(watch.trust()).toBe('suspect');
    expect(watch.believedTime().toISOString()).toBe('2026-11-24T08:00:00.000Z');
    watch.stop();
  });
});
