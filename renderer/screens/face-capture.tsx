import { useTranslation } from 'react-i18next';
import { FaceCapture } from '../camera/face-capture.tsx';
import { Frame } from '../frame/frame.tsx';
import { useSession } from '../session-context.ts';
import { AnotherWay } from './another-way.tsx';
import styles from './face-capture.module.css';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

/** The picture of the face; the way round it stands beside it all the time. */
export function FaceCaptureScreen({ step }: { readonly step: StepOf<'faceCapture'> }) {
  const { t } = useTranslation('journey');
  const { snapshot, send } = useSession();
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
      act={
        <div className={styles['capture']} data-problem={snapshot.problem !== null}>
          <FaceCapture
            source={snapshot.kiosk.camera.source === 'simulated' ? 'simulated' : 'device'}
            speech={snapshot.comfort.speech}
            onPhoto={(jpeg) => send({ type: 'photo', jpeg })}
            onFault={(fault) => send({ type: 'cameraFault', fault })}
          />
          <AnotherWay />
        </div>
      }
    />
  );
}
