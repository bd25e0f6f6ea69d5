import { describe, expect, it } from 'vitest';
import type { LightName } from '../devices/io-board/io-board.ts';
import type { FlashRate } from '../main/contract/device-status.ts';
import { ok } from '../main/contract/result.ts';
import type { SessionSnapshot } from '../main/contract/session-snapshot.ts';
import { kioskLights, lit } from '../main/kiosk-lights.ts';

type Shown = Pick<SessionSnapshot, 'step' | 'guidance'>;
const attract: Shown = { step: { name: 'attract', outOfService: [], paused: false }, guidance: null };
const placing: Shown = {
  step: { name: 'placeCard', phase: 'waiting' },
  guidance: { device: 'idCardReader', act: 'place' },
};
const out = [{ device: 'receiptPrinter', state: 'offline', reason: null }] as const;

describe('which lights burn', () => {
  it('beside the device that the visitor is to use, and no other', () => {
    expect([...lit(placing, false)]).toEqual([['idCardReader', 'medium']]);
  });
  it('good from afar while all of it works, bad when something does not', () => {
    expect([...lit(attract, false)]).toEqual([['statusGood', 'continuous']]);
    expect([...lit({ ...attract, step: { name: 'attract', outOfService: out, paused: false } }, false)]).toEqual([
      ['statusBad', 'continuous'],
    ]);
  });
  it('the fascia, when somebody walks away from their things', () => {
    expect(lit(attract, true).get('fasciaLight')).toBe('quick');
  });
});

const nobody = (): void => {};

/** A board that remembers, and a session that shows what it is told. */
function cabinet() {
  const board = new Map<LightName, FlashRate>();
  const written: string[] = [];
  let shown = attract;
  let tell: (snapshot: SessionSnapshot) => void = nobody;
  // Only what the lights look at.
  const snapshot = (): SessionSnapshot => shown as SessionSnapshot;
  const lights = kioskLights(
    {
      setLight(light, rate) {
        board.set(light, rate);
        written.push(`${light} ${rate}`);
        return Promise.resolve(ok(undefined));
      },
    },
    {
      snapshot,
      onChanged(listener) {
        tell = listener;
        return () => (tell = nobody);
      },
    },
  );
  return {
    lights,
    written,
    burning: () => [...board].filter(([, rate]) => rate !== 'off').map(([light]) => light),
    show: (next: Shown) => {
      shown = next;
      tell(snapshot());
    },
  };
}

describe('the lights of a kiosk', () => {
  it('follow the session, and write only what changes', () => {
    const { written, burning, show } = cabinet();
    show(placing);
    show(placing);
    expect(burning()).toEqual(['idCardReader']);
    show(attract);
    expect(burning()).toEqual(['statusGood']);
    expect(written).toEqual([
      'statusGood continuous',
      'statusGood off',
      'idCardReader medium',
      'idCardReader off',
      'statusGood continuous',
    ]);
  });

  it('call a visitor back until the alarm ends, and are dark when the kiosk stops', () => {
    const { lights, burning, show } = cabinet();
    lights.alarm(true);
    show(attract);
    expect(burning()).toContain('fasciaLight');
    lights.alarm(false);
    expect(burning()).toEqual(['statusGood']);
    lights.stop();
    show(placing);
    expect(burning()).toEqual([]);
  });
});
