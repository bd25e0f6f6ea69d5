import { useTranslation } from 'react-i18next';
import { Panel } from '../controls/panel.tsx';
import { Frame } from '../frame/frame.tsx';
import { Guardian } from '../illustrations/guardian.tsx';
import { Drawing } from './drawing.tsx';
import { PersonFacts } from './person-facts.tsx';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

/** The record is a child's: whoever came along says next who they are. */
export function GuardianAsked({ step }: { readonly step: StepOf<'guardianAsked'> }) {
  const { t } = useTranslation('journey');
  return (
    <Frame
      heading={t('guardianAsked.heading')}
      line={t('guardianAsked.line')}
      primary={{ label: t('guardianAsked.here') }}
      tell={
        <Drawing>
          <Guardian />
        </Drawing>
      }
      act={
        <div className={screen['stack']}>
          <h2>{t('guardianAsked.ward')}</h2>
          <PersonFacts person={step.ward} />
          <Panel kind="info" title={t('guardianAsked.alone')} />
        </div>
      }
    />
  );
}
