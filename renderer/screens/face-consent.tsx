import { useTranslation } from 'react-i18next';
import { hush } from '../speech.ts';
import { Frame } from '../frame/frame.tsx';
import { LookAtCamera } from '../illustrations/look-at-camera.tsx';
import { OtherWay } from '../illustrations/other-way.tsx';
import { isSecondTap } from '../controls/tap-guard.ts';
import { useSession } from '../session-context.ts';
import styles from './face-consent.module.css';
import screen from './screen.module.css';

const ways = [
  { id: 'face', event: 'consentToFace', Drawing: LookAtCamera },
  { id: 'other', event: 'anotherWay', Drawing: OtherWay },
] as const;

/** Separate consent (Personal Information Protection Law, Art. 29). Both ways are equally large: neither is the one hoped for. */
export function FaceConsent() {
  const { t } = useTranslation('journey');
  const { send } = useSession();
  return (
    <Frame
      heading={t('faceConsent.heading')}
      line={t('faceConsent.line')}
      tell={
        <ul className={screen['points']}>
          <li>{t('faceConsent.purpose')}</li>
          <li>{t('faceConsent.oneToOne')}</li>
          <li>{t('faceConsent.kept')}</li>
          <li>{t('faceConsent.free')}</li>
        </ul>
      }
      act={
        <div className={[styles['ways'], screen['low']].join(' ')}>
          {ways.map(({ id, event, Drawing }) => (
            <button
              key={id}
              type="button"
              className={styles['way']}
              onClick={(tap) => {
                if (isSecondTap(tap.timeStamp)) return;
                hush();
                send({ type: event });
              }}
            >
              <Drawing />
              <strong>{t(`faceConsent.${id}.title`)}</strong>
              <span>{t(`faceConsent.${id}.text`)}</span>
            </button>
          ))}
        </div>
      }
    />
  );
}
