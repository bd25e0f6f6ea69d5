import { useTranslation } from 'react-i18next';
import { useSpokenHint } from '../camera/use-spoken-hint.ts';
import { isSecondTap } from '../controls/tap-guard.ts';
import { Frame } from '../frame/frame.tsx';
import { OtherWay } from '../illustrations/other-way.tsx';
import { TouchReader } from '../illustrations/touch-reader.tsx';
import { useAllowed, useSession } from '../session-context.ts';
import { hush } from '../speech.ts';
import styles from './fingerprint.module.css';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

/**
 * One finger, guided by the reader. The way round it is as large as the way itself and stands beside it all the time, and
 * what the finger is for is said before it is given (Personal Information Protection Law, Art. 29).
 */
export function Fingerprint({ step }: { readonly step: StepOf<'fingerprint'> }) {
  const { t } = useTranslation('journey');
  const { snapshot, send } = useSession();
  const otherWay = useAllowed('anotherWay');
  const { guidance, attempt, attemptsAllowed } = step;
  const hint = t(`fingerprint.guidance.${guidance}`);
  // The first of them is what the heading says.
  useSpokenHint(hint, snapshot.comfort.speech && guidance !== 'place');
  return (
    <Frame
      heading={t('fingerprint.heading')}
      line={t('fingerprint.line')}
      tell={
        <ul className={screen['points']}>
          <li>{t('fingerprint.purpose')}</li>
          <li>{t('fingerprint.wiped')}</li>
        </ul>
      }
      act={
        <div className={[styles['ways'], screen['low']].join(' ')} data-alone={!otherWay}>
          <div className={styles['finger']} data-guidance={guidance}>
            <TouchReader guidance={guidance} />
            <strong aria-live="polite">{hint}</strong>
            <span>{t('fingerprint.attempt', { attempt, count: attemptsAllowed })}</span>
          </div>
          {otherWay ? (
            <button
              type="button"
              className={styles['other']}
              onClick={(tap) => {
                if (isSecondTap(tap.timeStamp)) return;
                hush();
                send({ type: 'anotherWay' });
              }}
            >
              <OtherWay />
              <strong>{t('fingerprint.other.title')}</strong>
              <span>{t('fingerprint.other.text')}</span>
            </button>
          ) : null}
        </div>
      }
    />
  );
}
