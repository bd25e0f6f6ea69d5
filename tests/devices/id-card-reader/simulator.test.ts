import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idCardReaderSimulator, type IdCardReaderSimulator } from '../../../devices/id-card-reader/simulator.ts';
import { moduleAnswers } from '../../../devices/id-card-reader/protocol.ts';
import { syntheticCards, syntheticFingers } from '../../../devices/id-card-reader/synthetic-cards.ts';
import type { ByteChannel } from '../../../devices/transport/byte-channel.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { FakeClock } from '../../support/fake-clock.ts';

/** An answer without data. */
const says = (sw3: string): string =>
  `AAAAAA966900040000${sw3}${(4 ^ Number.parseInt(sw3, 16)).toString(16).padStart(2, '0')}`.toUpperCase();

/** Raw bytes only: what a host of another maker would see. */
describe('the simulated module', () => {
  let clock: FakeClock;
  let host: ByteChannel;
  let simulator: IdCardReaderSimulator;
  let heard: number[];

  beforeEach(async () => {
    clock = new FakeClock();
    const [hostEnd, moduleEnd] = memoryChannelPair();
    host = hostEnd;
    heard = [];
    host.onData((bytes) => heard.push(...bytes));
    simulator = idCardReaderSimulator({ channel: moduleEnd, clock });
    await simulator.start();
    await host.open();
  });
  afterEach(() => simulator.stop());

  async function send(hex: string): Promise<string> {
    heard = [];
    await host.write(Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex')));
    await clock.advance(1000);
    return Buffer.from(heard).toString('hex').toUpperCase();
  }
  const find = () => send('AA AA AA 96 69 00 03 20 01 22');
  const select = () => send('AA AA AA 96 69 00 03 20 02 21');
  const read = () => send('AA AA AA 96 69 00 03 30 01 32');
  const appended = () => send('AA AA AA 96 69 00 03 30 03 30');
  const management = () => send('AA AA AA 96 69 00 03 30 05 36');

  it('finds, selects and reads, in this order only', async () => {
    expect(await find()).toBe(says('80'));
    simulator.placeCard(syntheticCards.valid);
    expect(await read()).toBe(says('41'));
    expect(await select()).toBe(says('81'));
    expect(await find()).toBe('AAAAAA9669000800009F0000000097');
    expect(await read()).toBe(says('41'));
    expect(await find()).toMatch(/97$/);
    expect(await select()).toBe(`AAAAAA9669000C000090${'00'.repeat(8)}9C`);
    const frame = await read();
    expect(frame).toHaveLength(1295 * 2);
    expect(frame).toMatch(/^AAAAAA96690508000090/);
  });

  it('reads once per placement, and says so to command 30 03', async () => {
    simulator.placeCard(syntheticCards.valid);
    expect(await appended()).toBe(says('41'));
    await find();
    await select();
    await read();
    expect(await find()).toBe(says('80'));
    expect(await appended()).toBe(says('91'));
    simulator.pullCard();
    expect(await appended()).toBe(says('41'));
    simulator.placeCard(syntheticCards.valid);
    expect(await find()).toMatch(/97$/);
  });

  it('answers a read with fingerprints of a card without them', async () => {
    simulator.placeCard(syntheticCards.valid);
    await find();
    await select();
    const frame = await send('AA AA AA 96 69 00 03 30 10 23');
    expect(frame).toHaveLength(1297 * 2);
    expect(frame).toMatch(/^AAAAAA9669050A000090010004000000/);
  });

  it('names what is wrong with a command', async () => {
    expect(await send('AA AA AA 96 69 00 03 20 01 23')).toBe(says('10'));
    expect(await send('AA AA AA 96 69 FF FF')).toBe(says('11'));
    expect(await send('AA AA AA 96 69 00 03 77 01 75')).toBe(says('21'));
  });

  it('answers the commands that need no card', async () => {
    expect(await send('AA AA AA 96 69 00 03 10 FF EC')).toBe(says('90'));
    expect(await send('AA AA AA 96 69 00 03 11 FF ED')).toBe(says('90'));
    expect(await send('AA AA AA 96 69 00 03 12 FF EE')).toMatch(/^AAAAAA96690014000090.{34}$/);
    expect(await send('AA AA AA 96 69 00 03 60 00 63')).toBe(says('90'));
    expect(await send('AA AA AA 96 69 00 04 61 FF 18 82')).toBe(says('90'));
  });

  it('tells the newest address of a card that was read and has one', async () => {
    simulator.placeCard(syntheticCards.moved);
    await find();
    await select();
    await read();
    const address = await appended();
    expect(address).toMatch(/^AAAAAA9669004A000090/);
    expect(Buffer.from(address.slice(20, -2), 'hex').toString('utf16le').trimEnd()).toBe(
      syntheticCards.moved.newestAddress,
    );
  });

  it('adds two fingers to a read that asks for them', async () => {
    simulator.placeCard({ ...syntheticCards.valid, fingerprints: syntheticFingers });
    await find();
    await select();
    const frame = await send('AA AA AA 96 69 00 03 30 10 23');
    expect(frame).toHaveLength(2321 * 2);
    expect(frame).toMatch(/^AAAAAA9669090A000090010004000400/);
  });

  it('tells the management number only of a selected card', async () => {
    expect(await management()).toBe(says('41'));
    simulator.placeCard(syntheticCards.valid);
    await find();
    await select();
    expect(await management()).toMatch(/^AAAAAA96690020000090/);
  });

  it('takes a new speed after its answer, and hears nobody at another', async () => {
    simulator.lineOpenedAt(115_200);
    expect(await send('AA AA AA 96 69 00 03 60 04 67')).toBe(says('90'));
    expect(await send('AA AA AA 96 69 00 03 11 FF ED')).toBe('');
    simulator.lineOpenedAt(9600);
    expect(await send('AA AA AA 96 69 00 03 11 FF ED')).toBe(says('90'));
  });

  it('has every word of the lists as a fault, and does not do what it refuses', async () => {
    for (const [code, word] of Object.entries(moduleAnswers)) {
      if (word === 'done' || word === 'cardFound') continue;
      expect(simulator.faults).toContain(word);
      simulator.placeCard(syntheticCards.valid);
      await find();
      simulator.play({ at: 'select', fault: word, times: 1 });
      expect(await select()).toBe(says(Number(code).toString(16).toUpperCase()));
      expect(await read()).toBe(says('41'));
    }
  });

  it.each([
    { at: 'reed', fault: 'silent' },
    { at: 'read', fault: 'lazy' },
    { at: 'read:byte:x', fault: 'cutShort' },
  ])('refuses the scenario with a typing mistake: %o', (step) => {
    expect(() => simulator.play(step)).toThrow(/is no /);
  });

  it('takes as long as a real line when told to', async () => {
    const [hostEnd, moduleEnd] = memoryChannelPair();
    const paced = idCardReaderSimulator({ channel: moduleEnd, clock, bytesPerSecond: 1000 });
    await paced.start();
    await hostEnd.open();
    let count = 0;
    hostEnd.onData((bytes) => (count += bytes.length));
    await hostEnd.write(Uint8Array.from(Buffer.from('AAAAAA96690003 11FFED'.replace(' ', ''), 'hex')));
    await clock.advance(10.5);
    expect(count, '11 bytes of an answer take 11 ms').toBe(0);
    await clock.advance(1);
    expect(count).toBe(11);
    await paced.stop();
  });
});
