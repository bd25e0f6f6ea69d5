import { describe, expect, it } from 'vitest';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { reconnectingChannel } from '../../../devices/transport/reconnecting-channel.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function bench() {
  const clock = new FakeClock();
  const [host, device, cable] = memoryChannelPair();
  const channel = reconnectingChannel({ channel: host, clock, reopenAfterMs: 2000 });
  const states: string[] = [];
  channel.onStateChanged((state) => states.push(state));
  return { clock, host, device, cable, channel, states };
}

describe('a channel that comes back', () => {
  it('opens again after the cable was pulled and plugged', async () => {
    const { clock, cable, channel, states } = bench();
    await channel.open();
    cable.unplug();
    expect(channel.isOpen).toBe(false);
    await clock.advance(10_000);
    expect(channel.lastError).toBe('noDevice');
    cable.plug();
    await clock.advance(2000);
    expect(channel.isOpen).toBe(true);
    expect(states).toEqual(['connected', 'disconnected', 'connected']);
  });

  it('waits for a device that is not there at the start', async () => {
    const { clock, cable, channel, states } = bench();
    cable.unplug();
    expect(await channel.open()).toEqual({ ok: false, error: 'noDevice' });
    await clock.advance(60_000);
    expect(states).toEqual([]);
    cable.plug();
    await clock.advance(2000);
    expect(states).toEqual(['connected']);
  });

  it('carries bytes again after coming back', async () => {
    const { clock, device, cable, channel } = bench();
    const heard: number[] = [];
    channel.onData((bytes) => heard.push(...bytes));
    await channel.open();
    cable.unplug();
    expect(await channel.write(Uint8Array.of(1))).toEqual({ ok: false, error: 'disconnected' });
    cable.plug();
    await clock.advance(2000);
    await device.open();
    await device.write(Uint8Array.of(7));
    await clock.advance(0);
    expect(heard).toEqual([7]);
  });

  it('leaves no timer behind after close, and does not come back', async () => {
    const { clock, cable, channel, states } = bench();
    await channel.open();
    cable.unplug();
    await channel.close();
    cable.plug();
    expect(clock.pendingTimers).toBe(0);
    await clock.advance(10_000);
    expect(channel.isOpen).toBe(false);
    expect(states).toEqual(['connected', 'disconnected']);
  });

  it('reopens a line on request, after its delay', async () => {
    const { clock, channel, states } = bench();
    await channel.open();
    await channel.reopen();
    expect(channel.isOpen).toBe(false);
    await clock.advance(1999);
    expect(channel.isOpen).toBe(false);
    await clock.advance(1);
    expect(states).toEqual(['connected', 'disconnected', 'connected']);
  });

  it('waits a second, no longer, for a port that never finishes closing', async () => {
    const clock = new FakeClock();
    const [host] = memoryChannelPair();
    const stalled = reconnectingChannel({
      clock,
      channel: { ...host, isOpen: true, close: () => new Promise(() => {}) },
    });
    await stalled.open();
    void stalled.reopen();
    await clock.advance(1000);
    expect(stalled.isOpen).toBe(false);
    let isClosed = false;
    void stalled.close().then(() => (isClosed = true));
    await clock.advance(1000);
    expect(isClosed).toBe(true);
    expect(clock.pendingTimers).toBe(0);
  });

  it('does not believe a line that was lost while it was opening', async () => {
    const { clock, host, cable, states } = bench();
    const lostAtOnce = reconnectingChannel({
      clock,
      channel: {
        ...host,
        async open() {
          const opened = await host.open();
          cable.unplug();
          return opened;
        },
        isOpen: false,
      },
    });
    await lostAtOnce.open();
    expect(lostAtOnce.isOpen).toBe(false);
    expect(states).toEqual([]);
    await lostAtOnce.close();
  });
});
