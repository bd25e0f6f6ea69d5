import type { IoBoard, LightName } from '../devices/io-board/io-board.ts';
import type { FlashRate } from './contract/device-status.ts';
import type { SessionSnapshot } from './contract/session-snapshot.ts';

export interface KioskLights {
  /** Somebody walks away from their things. */
  alarm(on: boolean): void;
  /** Dark again. */
  stop(): void;
}

/**
 * The lights of the cabinet: the one beside the device that the visitor is to use flashes, the fascia calls back somebody
 * who left something behind, and the status lights tell from afar whether all of the kiosk works.
 */
export function kioskLights(
  board: Pick<IoBoard, 'setLight'> | null,
  session: { snapshot(): SessionSnapshot; onChanged(listener: (snapshot: SessionSnapshot) => void): () => void },
): KioskLights {
  let burning: Lit = new Map();
  let isAlarmed = false;

  function show(wanted: Lit): void {
    for (const light of new Set([...burning.keys(), ...wanted.keys()])) {
      const rate = wanted.get(light) ?? 'off';
      // A board that is away restores what was wanted by itself when it comes back.
      if (rate !== (burning.get(light) ?? 'off')) void board?.setLight(light, rate);
    }
    burning = wanted;
  }
  const follow = (snapshot: SessionSnapshot): void => show(lit(snapshot, isAlarmed));
  const unsubscribe = session.onChanged(follow);
  follow(session.snapshot());

  return {
    alarm(on) {
      isAlarmed = on;
      follow(session.snapshot());
    },
    stop() {
      unsubscribe();
      show(new Map());
    },
  };
}

type Lit = ReadonlyMap<LightName, FlashRate>;

/** Which lights burn in this moment, and how. */
export function lit({ step, guidance }: Pick<SessionSnapshot, 'step' | 'guidance'>, isAlarmed: boolean): Lit {
  const lights = new Map<LightName, FlashRate>();
  if (guidance && guidance.device !== 'ioBoard') lights.set(guidance.device, 'medium');
  if (step.name === 'attract')
    lights.set(step.outOfService.length > 0 || step.paused ? 'statusBad' : 'statusGood', 'continuous');
  if (isAlarmed) lights.set('fasciaLight', 'quick');
  return lights;
}
