import { expect, test } from 'vitest';
import { newest } from '../main/kiosk-router.ts';

/** A value that can be set, and the listeners of its changes. */
function watched(value: number) {
  const listeners = new Set<(value: number) => void>();
  return {
    listeners,
    now: () => value,
    subscribe: (tell: (value: number) => void) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    set(next: number) {
      value = next;
      for (const tell of listeners) tell(next);
    },
  };
}

test('a change between the call and the first answer is not missed', async () => {
  const source = watched(1);
  const values = newest(source.subscribe, source.now, undefined);
  source.set(2);
  expect(await values.next()).toEqual({ value: 2, done: false });
});

test('a slow listener gets the newest value and none twice', async () => {
  const source = watched(1);
  const values = newest(source.subscribe, source.now, undefined);
  await values.next();
  source.set(2);
  source.set(3);
  expect((await values.next()).value).toBe(3);
  const next = values.next();
  source.set(4);
  expect((await next).value).toBe(4);
});

test('nobody is told any more after the screen went away', async () => {
  const source = watched(1);
  const gone = new AbortController();
  const values = newest(source.subscribe, source.now, gone.signal);
  await values.next();
  const next = values.next();
  gone.abort();
  expect(await next).toEqual({ value: undefined, done: true });
  expect(source.listeners.size).toBe(0);
});
