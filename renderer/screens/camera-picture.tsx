import type { PhotoKind } from '../../main/contract/photo-profile.ts';
import type { CameraFault } from '../camera/camera.ts';
import { FaceCapture } from '../camera/face-capture.tsx';
import { StillCapture } from '../camera/still-capture.tsx';
import { useSession } from '../session-context.ts';
import { AnotherWay } from './another-way.tsx';
import styles from './camera-picture.module.css';

/**
 * The camera that the kiosk has, with the way round it wherever there is one. What it takes goes to the kiosk. `shot`: of
 * several, from 1. A live camera stays on between them, so that nobody waits for it twice.
 */
export function CameraPicture({ kind, shot = 1 }: { readonly kind: PhotoKind; readonly shot?: number }) {
  const { snapshot, send, takePicture } = useSession();
  const { camera } = snapshot.kiosk;
  const capture = {
    kind,
    speech: snapshot.comfort.speech,
    onPhoto: (jpeg: string) => send({ type: 'photo', jpeg }),
    onFault: (fault: CameraFault) => send({ type: 'cameraFault', fault }),
    onBack: () => send({ type: 'cameraBack' }),
  };
  return (
    <div className={styles['capture']} data-problem={snapshot.problem !== null}>
      {camera.source === 'serial' ? (
        <StillCapture key={shot} takePicture={takePicture} {...capture} />
      ) : (
        <FaceCapture camera={camera} {...capture} />
      )}
      <AnotherWay />
    </div>
  );
}
