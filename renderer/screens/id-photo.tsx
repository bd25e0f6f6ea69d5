import { useState } from 'react';
import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isSecondTap } from '../controls/tap-guard.ts';
import { Button } from '../controls/button.tsx';
import { Photo } from '../controls/photo.tsx';
import { Frame } from '../frame/frame.tsx';
import { useSession } from '../session-context.ts';
import { hush } from '../speech.ts';
import { CameraPicture } from './camera-picture.tsx';
import styles from './id-photo.module.css';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

const SHOTS = 2;

/** The photo of a document: two pictures, of which the visitor takes the better one. */
export function IdPhoto({ step }: { readonly step: StepOf<'idPhoto'> }) {
  return step.shots.length < SHOTS ? <IdPhotoShot step={step} /> : <IdPhotoChoice shots={step.shots} />;
}

function IdPhotoShot({ step }: { readonly step: StepOf<'idPhoto'> }) {
  const { t } = useTranslation('journey');
  const shot = step.shots.length + 1;
  return (
    <Frame
      pinned
      heading={t(shot === 1 ? 'idPhoto.heading' : 'idPhoto.again')}
      line={t('idPhoto.line')}
      tell={
        <>
          <p className={screen['soft']}>{t('idPhoto.shot', { shot, count: SHOTS })}</p>
          <ul className={screen['points']}>
            <li>{t('idPhoto.seat')}</li>
            <li>{t('idPhoto.wear')}</li>
          </ul>
        </>
      }
      act={<CameraPicture shot={shot} kind={step.profile} />}
    />
  );
}

function IdPhotoChoice({ shots }: { readonly shots: readonly string[] }) {
  const { t } = useTranslation('journey');
  const { send } = useSession();
  const [chosen, setChosen] = useState<number | null>(null);
  return (
    <Frame
      heading={t('idPhoto.choose')}
      line={t('idPhoto.chooseLine')}
      primary={{
        always: true,
        label: t('idPhoto.use'),
        disabled: chosen === null,
        onPress: () => {
          if (chosen !== null) send({ type: 'chooseShot', shot: chosen });
        },
      }}
      tell={
        <ul className={screen['points']}>
          <li>{t('faceReview.checkEyes')}</li>
          <li>{t('faceReview.checkLight')}</li>
          <li>{t('idPhoto.checkBackground')}</li>
        </ul>
      }
      act={
        <div className={[screen['stack'], styles['choice']].join(' ')}>
          <div className={styles['shots']}>
            {shots.map((jpeg, index) => (
              <button
                key={index}
                type="button"
                className={styles['shot']}
                aria-pressed={chosen === index}
                onClick={(tap) => {
                  if (isSecondTap(tap.timeStamp)) return;
                  hush();
                  setChosen(index);
                }}
              >
                <Photo jpeg={jpeg} name="" />
                <strong>{t('idPhoto.photo', { shot: index + 1 })}</strong>
              </button>
            ))}
          </div>
          <Button wide icon={<RotateCcw aria-hidden />} onPress={() => send({ type: 'retakePhoto' })}>
            {t('idPhoto.retake')}
          </Button>
        </div>
      }
    />
  );
}
