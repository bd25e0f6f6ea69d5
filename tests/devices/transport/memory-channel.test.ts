import { describe, expect, it } from 'vitest';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { settle } from '../../support/fake-clock.ts';

describe('a line in memory', () => {
  it('carries bytes both ways, as a copy', async () => {
    const [host, device] = memoryChannelPair();
    const heard: number[][] = [];
    device.onData((bytes) => heard.push([...bytes]));
    await host.open();
    await device.open();
    const bytes = Uint8Array.of(1, 2, 3);
    expect(await host.write(bytes)).toEqual({ ok: true, value: undefined });
    bytes.fill(9);
    await settle();
    expect(heard).toEqual([[1, 2, 3]]);
  });

  it('drops what nobody listens to, like a wire', async () => {
    const [host, device] = memoryChannelPair();
    const heard: Uint8Array[] = [];
    device.onData((bytes) => heard.push(bytes));
    await host.open();
    expect((await host.write(Uint8Array.of(1))).ok).toBe(true);
    await settle();
    await device.open();
    await settle();
    expect(heard).toEqual([]);
  });

  it('tells both ends that the cable was pulled, and opens again when it is back', async () => {
    const [host, device, cable] = memoryChannelPair();
    const told: string[] = [];
    host.onClose((error) => told.push(`host ${error}`));
    device.onClose((error) => told.push(`device ${error}`));
    await host.open();
    await device.open();
    cable.unplug();
    cable.unplug();
    expect(told).toEqual(['host disconnected', 'device disconnected']);
    expect(host.isOpen).toBe(false);
    expect(await host.write(Uint8Array.of(1))).toEqual({ ok: false, error: 'disconnected' });
    expect(await host.open()).toEqual({ ok: false, error: 'noDevice' });
    cable.plug();
    expect((await host.open()).ok).toBe(true);
  });

  it('is silent about its own close', async () => {
    const [host] = memoryChannelPair();
    const told: string[] = [];
    host.onClose((error) => told.push(error));
    await host.open();
    await host.close();
    expect(told).toEqual([]);
    expect(host.isOpen).toBe(false);
  });
});
