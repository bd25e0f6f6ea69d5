import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { Frame } from '../frame/frame.tsx';
import { useAllowed, useSession } from '../session-context.ts';
import { PersonFacts } from './person-facts.tsx';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

/** What the register says of the visitor, partly hidden. */
export function RecordShown({ step }: { readonly step: StepOf<'recordShown'> }) {
  const { t } = useTranslation('journey');
  const { send } = useSession();
  const canGoBack = useAllowed('back');
  return (
    <Frame
      heading={t('recordShown.heading')}
      line={t('recordShown.line')}
      primary={{ label: t('person.yes') }}
      act={
        <div className={screen['stack']}>
          <PersonFacts person={step.person} />
          <p className={screen['soft']}>{t('recordShown.masked')}</p>
          {canGoBack ? (
            <Button wide onPress={() => send({ type: 'back' })}>
              {t('person.no')}
            </Button>
          ) : null}
        </div>
      }
    />
  );
}
