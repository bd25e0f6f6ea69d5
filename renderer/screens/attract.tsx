import { TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import type { Language } from '../../main/contract/language.ts';
import { isSecondTap } from '../controls/tap-guard.ts';
import { Emblem } from '../illustrations/emblem.tsx';
import { Greeter } from '../illustrations/greeter.tsx';
import { i18n } from '../i18n.ts';
import { useSession } from '../session-context.ts';
import styles from './attract.module.css';
import type { StepOf } from './step.ts';

const languagesShown: readonly Language[] = ['zh-CN', 'en'];

/** Nobody is here yet, and whoever comes may read either language: both are shown, and the whole screen is the button. */
export function Attract({ step }: { readonly step: StepOf<'attract'> }) {
  const { snapshot, send } = useSession();
  const { kiosk, comfort, language } = snapshot;
  const begin =
    (chosen: Language | null, larger = false) =>
    (event: { readonly timeStamp: number }) => {
      if (isSecondTap(event.timeStamp)) return;
      send({ type: 'wake' });
      if (chosen && chosen !== language) send({ type: 'chooseLanguage', language: chosen });
      if (larger) send({ type: 'setComfort', comfort: { ...comfort, textSize: 'large' } });
    };
  useEffect(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }, []);
  return (
    <main className={styles['attract']}>
      {/* The halves below say the same for whoever cannot see that the whole screen is a button. */}
      <button type="button" className={styles['everywhere']} tabIndex={-1} aria-hidden onClick={begin(null)} />
      <div className={styles['hall']}>
        <Emblem />
        <p>
          {languagesShown.map((shown) => (
            <span key={shown} lang={shown}>
              {kiosk.hallName[shown]}
            </span>
          ))}
        </p>
      </div>
      <div className={styles['greeter']}>
        <Greeter />
      </div>
      <h1 className={styles['greeting']}>
        {languagesShown.map((shown) => (
          <span key={shown} lang={shown}>
            {say(shown, 'journey:attract.greeting', { name: kiosk.greeterName[shown] })}
          </span>
        ))}
      </h1>
      <div className={styles['start']}>
        {languagesShown.map((shown) => (
          <button key={shown} type="button" lang={shown} className={styles['begin']} onClick={begin(shown)}>
            {say(shown, 'journey:attract.start')}
          </button>
        ))}
      </div>
      <div className={styles['larger']}>
        {languagesShown.map((shown) => (
          <button key={shown} type="button" lang={shown} onClick={begin(shown, true)}>
            {say(shown, 'journey:attract.larger')}
          </button>
        ))}
      </div>
      {step.paused ? (
        <div className={styles['out']}>
          <TriangleAlert aria-hidden />
          <ul>
            {languagesShown.map((shown) => (
              <li key={shown} lang={shown}>
                {say(shown, 'journey:attract.paused', { counter: kiosk.nearestCounter[shown] })}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {step.outOfService.length > 0 ? (
        <div className={styles['out']}>
          <TriangleAlert aria-hidden />
          <ul>
            {languagesShown.map((shown) => (
              <li key={shown} lang={shown}>
                {say(shown, 'journey:attract.out', {
                  devices: new Intl.ListFormat(shown).format(
                    step.outOfService.map(({ device }) => say(shown, `common:devices.${device}`)),
                  ),
                })}
              </li>
            ))}
          </ul>
          {/* For the technician, who reads it from the door. */}
          <p translate="no">
            {step.outOfService.map(({ device, state, reason }) => (
              <span key={device}>{`${device} · ${reason ?? state}`}</span>
            ))}
          </p>
        </div>
      ) : null}
    </main>
  );
}

/** A sentence in a language that may not be the session's. */
const say = (language: Language, key: string, values: Record<string, string> = {}): string =>
  i18n.t(key, { lng: language, ...values });
