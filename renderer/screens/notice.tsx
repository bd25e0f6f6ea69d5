import { useTranslation } from 'react-i18next';
import { Frame } from '../frame/frame.tsx';
import { Safe } from '../illustrations/safe.tsx';
import { useSession } from '../session-context.ts';
import { Drawing } from './drawing.tsx';
import styles from './notice.module.css';
import type { StepOf } from './step.ts';

/** What a notice must say (Personal Information Protection Law, Art. 17), in plain words. */
const parts = ['who', 'why', 'what', 'where', 'kept', 'rights'] as const;

/** The notice before anything personal is asked. */
export function Notice({ step }: { readonly step: StepOf<'notice'> }) {
  const { t } = useTranslation(['journey', 'services']);
  const { kiosk, language } = useSession().snapshot;
  const values = {
    hall: kiosk.hallName[language],
    phone: kiosk.officerPhone,
    service: t(`services:${step.service.id}.name`),
  };
  return (
    <Frame
      heading={t('notice.heading')}
      line={t('notice.line')}
      primary={{ label: t('notice.agree') }}
      tell={
        <div className={styles['drawing']}>
          <Drawing>
            <Safe />
          </Drawing>
        </div>
      }
      act={
        <ul className={styles['parts']}>
          {parts.map((part) => (
            <li key={part}>
              <h2>{t(`notice.${part}.title`)}</h2>
              <p>{t(`notice.${part}.text`, values)}</p>
            </li>
          ))}
        </ul>
      }
    />
  );
}
