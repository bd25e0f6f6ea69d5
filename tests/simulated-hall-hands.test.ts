import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hardwareProfileSchema } from '../devices/hardware-profile.ts';
import { devicesOf, fitted, type Devices } from '../devices/registry.ts';
import { systemClock } from '../main/clock/clock.ts';
import type { DeviceName } from '../main/contract/device-status.ts';
import { setUpSimulatedKeys } from '../main/gateway/key-setup.ts';
import type { IdentityClaim } from '../main/gateway/gateway.ts';
import { register } from '../main/gateway/simulator/register.ts';
import { simulatedHall, type SimulatedHall } from '../main/simulated-hall.ts';

/** What the dock's hands put into the machines, read by the drivers that the kiosk has. */
describe('the hands of the simulated hall', () => {
  let folder: string;
  let hall: SimulatedHall;
  let devices: Devices;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'kiosk-hands-'));
    await setUpSimulatedKeys(folder);
    const file = new URL('../devices/profiles/simulated.json', import.meta.url);
    const profile = hardwareProfileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    hall = await simulatedHall(path.join(folder, 'gateway'), profile);
    devices = devicesOf(profile, systemClock, hall.lines);
    for (const [, device] of fitted(devices)) await device.start();
  });
  afterAll(async () => {
    for (const [, device] of fitted(devices)) await device.stop();
    await hall.close();
    await rm(folder, { recursive: true, force: true });
  });

  const signal = new AbortController().signal;
  const hand = (device: DeviceName, act: string): unknown => {
    const does = hall.machines[device]?.hands[act];
    if (!does) throw new Error(`no hand does ${act} at ${device}`);
    return does();
  };
  /** Whom the gateway's register finds. */
  const known = (claim: IdentityClaim): string => {
    const people = register(hall.gateway.world.people, systemClock);
    const record = people.find(claim);
    const person = record.ok ? people.holder(record.value.recordId) : null;
    return person?.key ?? 'nobody';
  };

  it.each([
    ['place', 'zhang', 'resident'],
    ['placeOther', 'li', 'resident'],
    ['placeExpired', 'zhang', 'resident'],
    ['placeHongKongPermit', 'hongKong', 'hmt'],
    ['placeTaiwanPermit', 'taiwan', 'hmt'],
    ['placeForeignPermit', 'permanent', 'foreign2023'],
  ])('%s lays down a card of somebody who is on the register', async (act, key, layout) => {
    await hand('idCardReader', act);
    const read = await devices.idCardReader.readCard({ signal });
    await hand('idCardReader', 'pull');
    if (!read.ok) throw new Error(read.error);
    const { number, name } = read.value;
    expect([known({ by: 'number', number, name }), read.value.layout]).toEqual([key, layout]);
  });

  it.each([
    ['placePassport', 'zhang', 'passport'],
    ['placePermit', 'zhang', 'hkMacaoPermit'],
    ['placeTouristPassport', 'tourist', 'passport'],
    ['placeEngineerPassport', 'engineer', 'passport'],
    ['placeHomeReturnPermit', 'hongKong', 'homeReturnPermit'],
    ['placeTaiwanCompatriotPermit', 'taiwan', 'taiwanCompatriotPermit'],
  ])('%s lays down a document of somebody who is on the register', async (act, key, kind) => {
    const reading = devices.passportReader!.readDocument({ signal });
    await hand('passportReader', act);
    const read = await reading;
    await hand('passportReader', 'remove');
    if (!read.ok) throw new Error(read.error.code);
    expect([known({ by: 'document', document: read.value }), read.value.kind]).toEqual([key, kind]);
  });

  it('inserts the permit of a resident with its chip, and an old card without one', { timeout: 30_000 }, async () => {
    const slot = devices.permitSlot!;
    async function insert(act: string): Promise<void> {
      const accepting = slot.acceptCard({ signal });
      await expect.poll(() => hand('permitSlot', act)).toBe(true);
      expect(await accepting).toMatchObject({ ok: true });
      expect(await slot.holdCard(signal)).toMatchObject({ ok: true });
    }
    await insert('insert');
    expect(await slot.rewriter?.readPermit(signal)).toEqual({ ok: true, value: hall.gateway.people[0]?.permit });
    expect(await slot.rewriter?.writeEndorsement(['示例'], signal)).toMatchObject({ ok: true });
    await slot.ejectCard(signal);
    expect(hand('permitSlot', 'take')).toBe(true);
    await insert('insertOldCard');
    expect(await slot.rewriter?.readPermit(signal)).toEqual({ ok: false, error: 'chipUnreadable' });
    expect(await slot.captureCard(signal)).toMatchObject({ ok: true });
  });

  async function shown(act: string): Promise<string> {
    let seen = '';
    void devices.codeScanner!.scanCode({ signal }).then((scanned) => (seen = scanned.ok ? scanned.value : ''));
    // Held up until it is seen: what comes right behind another code belongs to that one.
    const hold = (): string => {
      if (seen === '') hand('codeScanner', act);
      return seen;
    };
    await expect.poll(hold, { interval: 400, timeout: 10_000 }).not.toBe('');
    return seen;
  }

  it('shows codes that the offices know', async () => {
    expect(known({ by: 'code', code: await shown('showCode') })).toBe('zhang');
    const { fines, applications } = hall.gateway.world;
    const decision = await shown('showDecision');
    expect(fines.find(({ decisionNumber }) => decisionNumber === decision)).toMatchObject({
      driver: 'zhang',
      state: 'unpaid',
    });
    const receipt = await shown('showReceipt');
    expect(applications.find(({ receiptNumber }) => receiptNumber === receipt)).toMatchObject({
      applicant: 'zhang',
      state: 'ready',
    });
  });

  it('empties, jams and refills the card dispenser', { timeout: 30_000 }, async () => {
    const dispenser = devices.cardDispenser!;
    hand('cardDispenser', 'jam');
    expect(await dispenser.dispenseCard(signal)).toEqual({ ok: false, error: 'cardJammed' });
    hall.machines.cardDispenser?.simulator.heal();
    hand('cardDispenser', 'empty');
    expect(await dispenser.dispenseCard(signal)).toEqual({ ok: false, error: 'empty' });
    hand('cardDispenser', 'refill');
    await expect.poll(() => dispenser.status().cards, { timeout: 15_000 }).not.toBe('empty');
    expect(await dispenser.dispenseCard(signal)).toMatchObject({ ok: true });
    expect(hand('cardDispenser', 'take')).toBe(true);
  });
});
