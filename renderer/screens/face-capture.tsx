import { useTranslation } from 'react-i18next';
import { Frame } from '../frame/frame.tsx';
import { CameraPicture } from './camera-picture.tsx';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

/** The picture of the face; the way round it stands beside it all the time. */
export function FaceCaptureScreen({ step }: { readonly step: StepOf<'faceCapture'> }) {
  const { t } = useTranslation('journey');
  return (
    <Frame
      pinned
      heading={t('faceCapture.heading')}
      line={t('faceCapture.line')}
      tell={
        <p className={screen['soft']}>
          {t('faceCapture.attempt', { attempt: step.attempt, count: step.attemptsAllowed })}
        </p>
      }
      act={<CameraPicture kind="comparison" />}
    />
  );
}
