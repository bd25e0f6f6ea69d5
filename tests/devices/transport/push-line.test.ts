import { expect, it } from 'vitest';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { pushLine, type Misfit, type PushParser } from '../../../devices/transport/push-line.ts';
import { FakeClock } from '../../support/fake-clock.ts';

type Heard = { readonly kind: 'good' } | Misfit;

/** `g` is a scan, `m` is not of this framing, and a pause makes a misfit of `?`. */
function parser(): PushParser<Heard> {
  let isOpen = false;
  return {
    push: (bytes) =>
      Array.from(bytes).flatMap((byte): Heard[] => {
        if (byte === 0x3f) isOpen = true;
        if (byte === 0x67) return [{ kind: 'good' }];
        return byte === 0x6d ? [{ kind: 'misfit' }] : [];
      }),
    quiet() {
      const wasOpen = isOpen;
      isOpen = false;
      return wasOpen ? [{ kind: 'misfit' }] : [];
    },
    pendingBytes: 0,
  };
}

async function open() {
  const clock = new FakeClock();
  const [host, far, cable] = memoryChannelPair();
  const heard: string[] = [];
  await far.open();
  const line = pushLine<Heard>({
    channel: host,
    clock,
    parser: parser(),
    quietMs: 100,
    reopenAfterMs: 2000,
    proofs: ['good'],
    onEvent: ({ kind }) => heard.push(kind),
    onMisfit: (isWrongFirmware) => heard.push(isWrongFirmware ? 'wrongFirmware' : 'misfitBurst'),
    onQuiet: () => heard.push('quiet'),
    onLost: () => heard.push('lost'),
  });
  await line.start();
  const say = async (text: string, thenMs = 200): Promise<void> => {
    await far.write(new TextEncoder().encode(text));
    await clock.advance(thenMs);
  };
  return { clock, cable, heard, line, say };
}

it('judges a burst at its end: a scan in it forgives what was not understood', async () => {
  const { heard, line, say } = await open();
  await say('mmg');
  expect(heard).toEqual(['misfit', 'misfit', 'good', 'quiet']);
  await say('?', 50);
  expect(line.isReceiving).toBe(true);
  await say('', 100);
  expect(line.isReceiving).toBe(false);
  expect(heard.slice(4)).toEqual(['misfit', 'misfitBurst', 'quiet']);
  expect(line.misfits).toBe(1);
});

it('calls three misfits in a row another firmware, and takes it back at the first scan', async () => {
  const { heard, line, say } = await open();
  await say('m');
  await say('m');
  await say('g');
  await say('m');
  await say('m');
  expect(line.status()).toEqual({ device: 'online' });
  await say('m');
  expect(line.status()).toEqual({ device: 'hardwareError', reason: 'wrongFirmware' });
  expect(heard.at(-2)).toBe('wrongFirmware');
  await say('g');
  expect(line.status()).toEqual({ device: 'online' });
});

it('judges noise that never pauses', async () => {
  const { heard, line, say } = await open();
  for (let kilobyte = 0; kilobyte < 3 * 256; kilobyte += 1) await say('x'.repeat(1024), 10);
  expect(heard).toEqual(['misfitBurst', 'misfitBurst', 'wrongFirmware']);
  expect(line.status().reason).toBe('wrongFirmware');
});

it('forgets all when the cable is pulled, and begins anew', async () => {
  const { cable, clock, heard, line, say } = await open();
  await say('m');
  await say('m');
  await say('?', 10);
  cable.unplug();
  expect(heard.at(-1)).toBe('lost');
  expect(line.status()).toEqual({ device: 'offline' });
  cable.plug();
  await clock.advance(2000);
  expect(line.status()).toEqual({ device: 'online' });
  expect(heard.at(-1)).toBe('lost');
  await line.stop();
  expect(clock.pendingTimers).toBe(0);
});
