import { Hand } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSpokenHint } from '../camera/use-spoken-hint.ts';
import { Button } from '../controls/button.tsx';
import { Frame } from '../frame/frame.tsx';
import { TouchReader } from '../illustrations/touch-reader.tsx';
import { useSession } from '../session-context.ts';
import styles from './fingerprint.module.css';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

/** One finger of this hand for the new card; whoever cannot give one says so, and an officer looks at it. */
export function Fingers({ step }: { readonly step: StepOf<'fingers'> }) {
  const { t } = useTranslation('journey');
  const { snapshot, send } = useSession();
  const { hand, guidance, attempt, attemptsAllowed } = step;
  const hint = t(`fingerprint.guidance.${guidance}`);
  // The first of them is what the heading says.
  useSpokenHint(hint, snapshot.comfort.speech && guidance !== 'place');
  return (
    <Frame
      // Another hand is another question: its heading is read and has the focus.
      key={hand}
      heading={t(`fingers.${hand}.heading`)}
      line={t(`fingers.${hand}.line`)}
      tell={
        <ul className={screen['points']}>
          <li>{t('fingers.purpose')}</li>
          <li>{t('fingers.wiped')}</li>
        </ul>
      }
      act={
        <div className={[screen['stack'], screen['low']].join(' ')}>
          <div className={styles['ways']} data-alone="true">
            <div className={styles['finger']} data-guidance={guidance}>
              <TouchReader guidance={guidance} />
              <strong aria-live="polite">{hint}</strong>
              <span>{t('fingerprint.attempt', { attempt, count: attemptsAllowed })}</span>
            </div>
          </div>
          <Button wide icon={<Hand aria-hidden />} onPress={() => send({ type: 'cannotGiveFinger' })}>
            {t(`fingers.${hand}.cannot`)}
          </Button>
        </div>
      }
    />
  );
}
