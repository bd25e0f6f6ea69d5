import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { idCardReaderSimulator } from '../../devices/id-card-reader/simulator.ts';
import { syntheticCards } from '../../devices/id-card-reader/synthetic-cards.ts';
import { serialChannel } from '../../devices/transport/serial-channel.ts';
import { systemClock } from '../../main/clock/clock.ts';
import { cableOf, hasSocat, ptyPair } from '../support/pty.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Runs the tests on a device as a technician does, and does what they ask for; what they said. */
async function runOnHardware(
  variables: Record<string, string>,
  file: string,
  hand: (asked: string) => unknown,
  signal: AbortSignal,
): Promise<string> {
  const ours = Object.entries(process.env).filter(([name]) => !/^(VITEST|KIOSK_TEST)/.test(name));
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', file], {
    cwd: root,
    env: { ...Object.fromEntries(ours), NO_COLOR: '1', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  const said: string[] = [];
  for (const output of [child.stdout, child.stderr])
    createInterface({ input: output }).on('line', (line) => {
      said.push(line);
      if (line.startsWith('▶ ')) hand(line.slice(2));
    });
  await once(child, 'close');
  return said.join('\n');
}

async function runOnReader(signal: AbortSignal, variables: Record<string, string> = {}): Promise<string> {
  const pty = await ptyPair();
  const cable = cableOf(pty);
  const channel = serialChannel({ path: pty.b, baudRate: 115_200 });
  const reader = idCardReaderSimulator({ channel, clock: systemClock });
  await reader.start();
  const hands: Record<string, () => unknown> = {
    'lay a card on the reader, and leave it there': () => reader.placeCard(syntheticCards.valid),
    'take the card off': () => reader.pullCard(),
    'lay a card on the reader for half a second, again until it is seen'() {
      reader.placeCard(syntheticCards.valid);
      reader.pullCardAtByte(640);
    },
    'pull the cable of the device': () => cable.unplug(),
    'put the cable back': () => cable.plug(),
  };
  try {
    const all = { KIOSK_TEST_ID_CARD_READER: pty.a, ...variables };
    const file = 'tests/devices/id-card-reader/hardware.test.ts';
    return await runOnHardware(all, file, (asked) => hands[asked]?.(), signal);
  } finally {
    await reader.stop();
    await cable.unplug();
    await pty.kill();
  }
}

describe.skipIf(!hasSocat())('the tests on hardware, of a simulated reader and its visitor', () => {
  it('pass, and say nothing of the card', { timeout: 120_000 }, async ({ signal }) => {
    const said = await runOnReader(signal);
    expect(said).toMatch(/Tests +8 passed \(8\)/);
    const { name, number, address } = syntheticCards.valid;
    for (const personal of [name, number, address]) expect(said).not.toContain(personal);
  });

  it('skip what needs somebody where nobody is there', { timeout: 120_000 }, async ({ signal }) => {
    const said = await runOnReader(signal, { KIOSK_TEST_SKIP_HANDS: '1' });
    expect(said).toMatch(/Tests +3 passed \| 5 skipped \(8\)/);
  });
});
