import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../../devices/fingerprint-reader/cli.ts';
import {
  fingerprintReaderSimulator,
  type FingerprintSimulator,
} from '../../../devices/fingerprint-reader/simulator.ts';
import { syntheticFeatures } from '../../../devices/fingerprint-reader/synthetic-finger.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import { hasSocat, ptyPair, type PtyPair } from '../../support/pty.ts';

describe.skipIf(!hasSocat())("the technician's tool", () => {
  let pty: PtyPair;
  let simulator: FingerprintSimulator;
  beforeEach(async () => {
    pty = await ptyPair();
    const channel = serialChannel({ path: pty.b, baudRate: 57_600 });
    simulator = fingerprintReaderSimulator({ channel, clock: systemClock, workMs: 1 });
    await simulator.start();
  });
  afterEach(async () => {
    await simulator.stop();
    await pty.kill();
  });

  async function call(...argv: string[]): Promise<{ code: number; output: string }> {
    let output = '';
    const code = await run([...argv, '--path', pty.a], (text) => {
      output += text;
      // The technician does what it says.
      if (text.includes('now: place')) simulator.placeFinger({ seed: 5 });
      if (text.includes('now: lift')) simulator.liftFinger();
    });
    return { code, output };
  }

  it('tells the status', async () => {
    const { code, output } = await call('status');
    expect(code).toBe(0);
    expect(output).toContain('device: online');
  });

  it('tests the sensor', async () => {
    const { code, output } = await call('self-test');
    expect(code).toBe(0);
    expect(output).toContain('capacity: 1000');
  });

  it('takes a finger and shows its size and quality, never the finger', async () => {
    const { code, output } = await call('read');
    expect(code).toBe(0);
    expect(output).toContain('features: 512 bytes, r30x');
    expect(output).toContain('quality: not judged, bad placements: 0');
    const features = syntheticFeatures(5, 512);
    expect(output).not.toContain(Buffer.from(features).toString('hex', 0, 4));
    expect(output).not.toContain(Array.from(features.subarray(0, 3)).join(','));
  });

  it('says why no finger could be taken', async () => {
    simulator.play({ at: 'now', fault: 'wrongPassword' });
    const { code, output } = await call('read');
    expect(code).toBe(1);
    expect(output).toContain('reason: wrongFirmware');
    expect(output).toContain('failed: readerFault');
  });
});
