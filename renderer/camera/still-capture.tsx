import { Camera } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhotoKind } from '../../main/contract/photo-profile.ts';
import type { CameraFault } from './camera.ts';
import styles from './face-capture.module.css';
import { OvalGuide } from './oval-guide.tsx';
import { watchStills, type StillOutcome, type StillWatch, type TakePicture } from './still-watch.ts';
import { useSpokenHint } from './use-spoken-hint.ts';

export interface StillCaptureProps {
  readonly takePicture: TakePicture;
  readonly kind: PhotoKind;
  readonly speech: boolean;
  /** JPEG, base64 without a prefix. */
  readonly onPhoto: (jpegBase64: string) => void;
  readonly onFault: (fault: CameraFault) => void;
  /** After a fault: a picture came again. */
  readonly onBack: () => void;
}

/** A camera without a live picture: the visitor presses the button, sees the picture taken, and what to put right. */
export function StillCapture({ takePicture, kind, speech, onPhoto, onFault, onBack }: StillCaptureProps) {
  const { t } = useTranslation('camera');
  const canvas = useRef<HTMLCanvasElement>(null);
  const watch = useRef<StillWatch>(null);
  const [outcome, setOutcome] = useState<StillOutcome | null>(null);
  const [taking, setTaking] = useState(false);
  // The screen may pass a new function on every paint; the detector must not be started again for that.
  const asked = useRef(takePicture);
  useEffect(() => {
    asked.current = takePicture;
  });
  useEffect(() => {
    watch.current = watchStills((signal) => asked.current(signal), kind);
    return () => watch.current?.stop();
  }, [kind]);

  async function take(): Promise<void> {
    if (!watch.current || !canvas.current || taking) return;
    setTaking(true);
    const next = await watch.current.take(canvas.current);
    if (next === null) return;
    setTaking(false);
    setOutcome(next);
    if (outcome?.kind === 'fault' && next.kind !== 'fault') onBack();
    if (next.kind === 'photo') onPhoto(next.jpegBase64);
    if (next.kind === 'fault') onFault(next.fault);
  }

  const advice = taking ? 'still.taking' : adviceKey(outcome);
  useSpokenHint(t(advice), speech);
  return (
    <div className={styles['capture']}>
      <div className={styles['preview']}>
        <canvas ref={canvas} className={styles['video']} aria-hidden="true" />
        <OvalGuide good={outcome?.kind === 'photo'} />
      </div>
      <p className={styles['hint']} data-hint={taking ? 'taking' : wordOf(outcome)} aria-live="polite">
        {t(advice)}
      </p>
      <button type="button" className={styles['shutter']} disabled={taking} onClick={() => void take()}>
        <Camera aria-hidden="true" />
        {t('takePhoto')}
      </button>
      <p className={styles['privacy']}>{t('privacy')}</p>
    </div>
  );
}

/** Which of the outcomes it is, for a test to read. */
function wordOf(outcome: StillOutcome | null): string {
  if (outcome?.kind === 'hint') return outcome.hint;
  return outcome?.kind === 'fault' ? outcome.fault : (outcome?.kind ?? 'ready');
}

function adviceKey(outcome: StillOutcome | null): string {
  switch (outcome?.kind) {
    case undefined:
      return 'still.ready';
    case 'photo':
      return 'hint.good';
    case 'hint':
      return `hint.${outcome.hint}`;
    case 'badPicture':
      return 'still.badPicture';
    case 'fault':
      return `fault.${outcome.fault}`;
  }
}
