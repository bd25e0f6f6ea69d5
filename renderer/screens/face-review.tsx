import { Camera } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { Frame } from '../frame/frame.tsx';
import { Photo } from '../controls/photo.tsx';
import { useSession } from '../session-context.ts';
import styles from './face-review.module.css';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

/** The picture is the visitor's to accept. */
export function FaceReview({ step }: { readonly step: StepOf<'faceReview'> }) {
  const { t } = useTranslation('journey');
  const { send } = useSession();
  return (
    <Frame
      heading={t('faceReview.heading')}
      line={t('faceReview.line')}
      primary={{ label: t('faceReview.use') }}
      tell={
        <ul className={screen['points']}>
          <li>{t('faceReview.checkEyes')}</li>
          <li>{t('faceReview.checkLight')}</li>
          <li>{t('faceReview.checkHat')}</li>
        </ul>
      }
      act={
        <div className={[screen['stack'], styles['review']].join(' ')}>
          <Photo className={styles['photo']} jpeg={step.photo} name={t('faceReview.photo')} />
          <Button wide icon={<Camera aria-hidden />} onPress={() => send({ type: 'retakePhoto' })}>
            {t('faceReview.retake')}
          </Button>
        </div>
      }
    />
  );
}
