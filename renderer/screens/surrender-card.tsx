import { useTranslation } from 'react-i18next';
import { Frame } from '../frame/frame.tsx';
import { InsertPermit } from '../illustrations/permit-slot.tsx';
import { Drawing } from './drawing.tsx';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';
import { Working } from './working.tsx';

/** The old card goes into the slot and stays there. */
export function SurrenderCard({ step }: { readonly step: StepOf<'surrenderCard'> }) {
  const { t } = useTranslation('journey');
  return (
    <Frame
      heading={t('surrenderCard.heading')}
      line={t('surrenderCard.line')}
      centred
      tell={
        <div className={screen['middle']}>
          <Drawing>
            <InsertPermit />
          </Drawing>
          <Working text={t(`surrenderCard.${step.phase}`)} later={t('checking.later')} />
        </div>
      }
    />
  );
}
