import { useTranslation } from 'react-i18next';
import { Panel } from '../controls/panel.tsx';
import { Frame } from '../frame/frame.tsx';
import { TakeNewCard } from '../illustrations/take-new-card.tsx';
import { WritePermit } from '../illustrations/permit-slot.tsx';
import { Drawing } from './drawing.tsx';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';
import { Working } from './working.tsx';

/** The machine writes on the permit, or brings the new card. Nothing may be pulled meanwhile. */
export function HandingOver({ step }: { readonly step: StepOf<'handingOver'> }) {
  const { t } = useTranslation('journey');
  return (
    <Frame
      heading={t(`handingOver.${step.what}.heading`)}
      line={t(`handingOver.${step.what}.line`)}
      centred
      tell={
        <div className={screen['middle']}>
          <Drawing>{step.what === 'endorsement' ? <WritePermit /> : <TakeNewCard />}</Drawing>
          <Working text={t(`handingOver.${step.what}.wait`)} later={t('checking.later')} />
          <Panel kind="warn" title={t(`handingOver.${step.what}.leave`)} />
        </div>
      }
    />
  );
}
