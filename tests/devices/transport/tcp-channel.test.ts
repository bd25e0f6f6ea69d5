import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tcpChannel } from '../../../devices/transport/tcp-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import { FakeClock } from '../../support/fake-clock.ts';

describe('a line over TCP', () => {
  let server: Server;
  let port: number;
  let accepted: Promise<Socket>;

  beforeEach(async () => {
    server = createServer();
    accepted = new Promise((resolve) => server.once('connection', resolve));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterEach(() => void server.close());

  it('carries bytes both ways', async () => {
    const channel = tcpChannel({ host: '127.0.0.1', port, clock: systemClock });
    const heard = new Promise<number[]>((resolve) => channel.onData((bytes) => resolve([...bytes])));
    expect((await channel.open()).ok).toBe(true);
    const peer = await accepted;
    peer.write(Uint8Array.of(4, 5));
    expect(await heard).toEqual([4, 5]);
    const arrived = once(peer, 'data') as Promise<[Buffer]>;
    expect((await channel.write(Uint8Array.of(0xff, 0))).ok).toBe(true);
    expect([...(await arrived)[0]]).toEqual([0xff, 0]);
    await channel.close();
  });

  it('notices that the other end went away, once', async () => {
    const channel = tcpChannel({ host: '127.0.0.1', port, clock: systemClock });
    const told: string[] = [];
    const lost = new Promise<void>((resolve) =>
      channel.onClose((error) => {
        told.push(error);
        resolve();
      }),
    );
    await channel.open();
    (await accepted).destroy();
    await lost;
    expect(channel.isOpen).toBe(false);
    expect(await channel.write(Uint8Array.of(1))).toEqual({ ok: false, error: 'disconnected' });
    expect(told).toEqual(['disconnected']);
  });

  it('says that nobody listens there', async () => {
    server.close();
    await once(server, 'close');
    const channel = tcpChannel({ host: '127.0.0.1', port, clock: systemClock });
    expect(await channel.open()).toEqual({ ok: false, error: 'noDevice' });
  });

  it('does not wait for a peer that never answers', async () => {
    const clock = new FakeClock();
    // TEST-NET-1 (RFC 5737): routed nowhere.
    const opening = tcpChannel({ host: '192.0.2.1', port: 9100, clock }).open();
    await clock.advance(3000);
    expect((await opening).ok).toBe(false);
    expect(clock.pendingTimers).toBe(0);
  });
});
