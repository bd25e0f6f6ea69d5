import { useTranslation } from 'react-i18next';
import { Frame } from '../frame/frame.tsx';
import { Certificate } from '../illustrations/certificate.tsx';
import { Drawing } from './drawing.tsx';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';
import { Working } from './working.tsx';

/** The police network issues the certificate; the receipt number is already the visitor's. */
export function Issuing({ step }: { readonly step: StepOf<'issuing'> }) {
  const { t } = useTranslation('journey');
  return (
    <Frame
      heading={t('issuing.heading')}
      line={t('issuing.line')}
      centred
      tell={
        <div className={screen['middle']}>
          <Drawing small>
            <Certificate />
          </Drawing>
          <Working text={t('issuing.wait')} later={t('issuing.later')} />
          <p className={screen['soft']}>
            {t('receiptNumber')} <strong className={screen['number']}>{step.receiptNumber}</strong>
          </p>
        </div>
      }
    />
  );
}
