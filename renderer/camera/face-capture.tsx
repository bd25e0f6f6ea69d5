import { Camera } from 'lucide-react';
import { useEffect, useReducer, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhotoKind } from '../../main/contract/photo-profile.ts';
import type { CameraFault, LiveCameraView } from './camera.ts';
import { beforeCapture, nextCapture } from './capture-state.ts';
import styles from './face-capture.module.css';
import { watchFace, type FaceWatch } from './face-watch.ts';
import { OvalGuide } from './oval-guide.tsx';
import { useSpokenHint } from './use-spoken-hint.ts';

export interface FaceCaptureProps {
  readonly camera: LiveCameraView;
  /** What the photo is for. */
  readonly kind: PhotoKind;
  /** Says each hint aloud. */
  readonly speech: boolean;
  /** JPEG, base64 without a prefix. */
  readonly onPhoto: (jpegBase64: string) => void;
  readonly onFault: (fault: CameraFault) => void;
  /** After a fault: a picture is there again. */
  readonly onBack: () => void;
}

const SECOND_MS = 1_000;

/** The camera as a mirror with one hint at a time; takes the photo by itself or by the button. */
export function FaceCapture({ camera, kind, speech, onPhoto, onFault, onBack }: FaceCaptureProps) {
  const { t } = useTranslation('camera');
  const video = useRef<HTMLVideoElement>(null);
  const watch = useRef<FaceWatch>(null);
  const [state, dispatch] = useReducer(nextCapture, beforeCapture);
  const [fault, setFault] = useState<CameraFault | null>(null);
  // The screen may pass new functions on every paint; the camera must not be opened again for that.
  const report = useRef({ onPhoto, onFault, onBack });
  useEffect(() => {
    report.current = { onPhoto, onFault, onBack };
  });

  // Nor for a new object that says the same.
  const { source } = camera;
  const label = camera.source === 'uvc' ? camera.label : null;
  useEffect(() => {
    if (!video.current) return undefined;
    let isBroken = false;
    const view: LiveCameraView = source === 'uvc' ? { source, label } : { source };
    watch.current = watchFace(video.current, view, kind, {
      onLive() {
        if (!isBroken) return;
        isBroken = false;
        setFault(null);
        report.current.onBack();
      },
      onHint: (hint) => dispatch({ type: 'checked', hint }),
      onPhoto(photo) {
        dispatch({ type: 'taken' });
        report.current.onPhoto(photo);
      },
      onMissed: () => dispatch({ type: 'missed' }),
      onFault(found) {
        isBroken = true;
        dispatch({ type: 'interrupted' });
        setFault(found);
        report.current.onFault(found);
      },
    });
    return () => watch.current?.stop();
  }, [source, label, kind]);

  const { hint, secondsLeft, taking } = state;
  useEffect(() => {
    if (secondsLeft === null) return undefined;
    const timer = setTimeout(() => dispatch({ type: 'secondPassed' }), SECOND_MS);
    return () => clearTimeout(timer);
  }, [secondsLeft]);
  useEffect(() => {
    if (taking) watch.current?.take();
  }, [taking]);

  const advice = adviceKey(fault, taking, hint);
  useSpokenHint(t(advice), speech);

  return (
    <div className={styles['capture']}>
      <div className={styles['preview']}>
        <video ref={video} className={styles['video']} muted playsInline aria-label={t('preview')} />
        <OvalGuide good={hint === 'good'} />
        {secondsLeft !== null && (
          <p className={styles['countdown']} role="timer" aria-label={t('countdownLabel', { seconds: secondsLeft })}>
            {t('countdown', { seconds: secondsLeft })}
          </p>
        )}
      </div>
      <p className={styles['hint']} data-hint={fault ?? hint ?? 'starting'} aria-live="polite">
        {t(advice)}
      </p>
      <button
        type="button"
        className={styles['shutter']}
        disabled={hint !== 'good' || taking || fault !== null}
        onClick={() => dispatch({ type: 'shutter' })}
      >
        <Camera aria-hidden="true" />
        {t('takePhoto')}
      </button>
      <p className={styles['privacy']}>{t('privacy')}</p>
    </div>
  );
}

function adviceKey(fault: CameraFault | null, taking: boolean, hint: string | null): string {
  if (fault) return `fault.${fault}`;
  if (taking) return 'taking';
  return hint ? `hint.${hint}` : 'starting';
}
