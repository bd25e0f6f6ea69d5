import { expect, test } from 'vitest';
import type { GatewayError, Handshake } from '../../main/gateway/gateway.ts';
import { gatewayWatch } from '../../main/gateway/gateway-watch.ts';
import { err, ok } from '../../main/contract/result.ts';
import { FakeClock, settle } from '../support/fake-clock.ts';

const handshake = (change: Partial<Handshake> = {}): Handshake => ({
  keyBundle: 'aaaa.bbbb.cccc',
  services: ['temp-id-proof'],
  serverTime: '2026-11-21T08:00:00Z',
  lastSequence: 0,
  ...change,
});

function watched() {
  const clock = new FakeClock();
  const line: { reply: Handshake | GatewayError; asked: number; signal?: AbortSignal } = {
    reply: handshake(),
    asked: 0,
  };
  const gateway = {
    async handshake(signal: AbortSignal) {
      line.asked += 1;
      line.signal = signal;
      const { reply } = line;
      return typeof reply === 'string' ? err(reply) : ok(reply);
    },
  };
  const watch = gatewayWatch({ gateway, clock });
  const changes: string[] = [];
  watch.onChanged(() => changes.push(watch.status()));
  return { clock, line, watch, changes };
}

test('away until the first good handshake, then asked every 15 s', async () => {
  const { clock, line, watch, changes } = watched();
  expect([watch.status(), watch.handshake()]).toEqual(['away', null]);
  watch.start();
  await settle();
  expect([watch.status(), watch.handshake()?.services]).toEqual(['online', ['temp-id-proof']]);
  await clock.advance(14_999);
  expect(line.asked).toBe(1);
  await clock.advance(1);
  expect(line.asked).toBe(2);
  expect(changes).toEqual(['online']);
});

test.each(['away', 'timedOut', 'busy', 'refusedKiosk', 'fault'] as const)(
  'a gateway that is %s counts as away, is asked every 3 s, and its last keys are kept',
  async (error) => {
    const { clock, line, watch, changes } = watched();
    watch.start();
    await settle();
    line.reply = error;
    await clock.advance(15_000);
    expect(watch.status()).toBe('away');
    expect(watch.handshake()?.keyBundle).toBe('aaaa.bbbb.cccc');
    await clock.advance(2_999);
    expect(line.asked).toBe(2);
    line.reply = handshake();
    await clock.advance(1);
    expect(watch.status()).toBe('online');
    expect(changes).toEqual(['online', 'away', 'online']);
  },
);

test('a change of services or keys is told, the passing of time is not', async () => {
  const { clock, line, watch, changes } = watched();
  watch.start();
  await settle();
  line.reply = handshake({ serverTime: '2026-11-21T08:00:15Z' });
  await clock.advance(15_000);
  expect(changes).toHaveLength(1);
  line.reply = handshake({ services: [] });
  await clock.advance(15_000);
  line.reply = handshake({ services: [], keyBundle: 'aaaa.dddd.cccc' });
  await clock.advance(15_000);
  expect(changes).toHaveLength(3);
});

test('asking now answers when the status is known; questions asked meanwhile are one', async () => {
  const { line, watch } = watched();
  await Promise.all([watch.checkNow(), watch.checkNow()]);
  expect([line.asked, watch.status()]).toEqual([1, 'online']);
  await watch.checkNow();
  expect(line.asked).toBe(2);
});

test('stopped, it asks no more and leaves no timer; started twice, it asks once', async () => {
  const { clock, line, watch } = watched();
  watch.start();
  watch.start();
  await settle();
  expect(line.asked).toBe(1);
  watch.stop();
  await settle();
  await clock.advance(60_000);
  expect([line.asked, clock.pendingTimers]).toEqual([1, 0]);
  watch.start();
  await settle();
  await clock.advance(15_000);
  expect(line.asked).toBe(3);
});

test('stopped in the middle of a question: the question is cancelled, its answer changes nothing', async () => {
  const { line, watch, changes } = watched();
  watch.start();
  watch.stop();
  expect(line.signal?.aborted).toBe(true);
  await settle();
  expect([watch.status(), changes]).toEqual(['away', []]);
  watch.start();
  await settle();
  expect(watch.status()).toBe('online');
});

test('a listener that left is not called', async () => {
  const { watch } = watched();
  const calls: string[] = [];
  watch.onChanged(() => calls.push('left'))();
  await watch.checkNow();
  expect(calls).toEqual([]);
});
