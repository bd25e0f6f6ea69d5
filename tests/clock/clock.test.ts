import { expect, it } from 'vitest';
import { unlessAborted } from '../../main/clock/clock.ts';

const stopped = (): string => 'stopped';

it('gives the value of what was waited for, and its error', async () => {
  const { signal } = new AbortController();
  expect(await unlessAborted(signal, Promise.resolve('done'), stopped)).toBe('done');
  await expect(unlessAborted(signal, Promise.reject(new Error('broken')), stopped)).rejects.toThrow('broken');
});

it('waits no longer than the signal, and does not mind how the work ends after it', async () => {
  const abort = new AbortController();
  const work = Promise.withResolvers<string>();
  const waiting = unlessAborted(abort.signal, work.promise, stopped);
  abort.abort();
  expect(await waiting).toBe('stopped');
  expect(await unlessAborted(abort.signal, work.promise, stopped)).toBe('stopped');
  work.reject(new Error('too late'));
  await expect(work.promise).rejects.toThrow('too late');
});
