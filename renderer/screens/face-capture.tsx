import { useTranslation } from 'react-i18next';
import type { CameraFault } from '../camera/camera.ts';
import { FaceCapture } from '../camera/face-capture.tsx';
import { StillCapture } from '../camera/still-capture.tsx';
import { Frame } from '../frame/frame.tsx';
import { useSession } from '../session-context.ts';
import { AnotherWay } from './another-way.tsx';
import styles from './face-capture.module.css';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

/** The picture of the face; the way round it stands beside it all the time. */
export function FaceCaptureScreen({ step }: { readonly step: StepOf<'faceCapture'> }) {
  const { t } = useTranslation('journey');
  const { snapshot, send, takePicture } = useSession();
  const { camera } = snapshot.kiosk;
  const capture = {
    kind: 'comparison',
    speech: snapshot.comfort.speech,
    onPhoto: (jpeg: string) => send({ type: 'photo', jpeg }),
    onFault: (fault: CameraFault) => send({ type: 'cameraFault', fault }),
    onBack: () => send({ type: 'cameraBack' }),
  } as const;
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
          {camera.source === 'serial' ? (
            <StillCapture takePicture={takePicture} {...capture} />
          ) : (
            <FaceCapture camera={camera} {...capture} />
          )}
          <AnotherWay />
        </div>
      }
    />
  );
}
