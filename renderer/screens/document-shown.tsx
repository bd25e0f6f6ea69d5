import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { Facts } from '../controls/facts.tsx';
import { Frame } from '../frame/frame.tsx';
import { useAllowed, useSession } from '../session-context.ts';
import { GuidanceNow } from './guidance-now.tsx';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

/** What the passport or the permit said, partly hidden. */
export function DocumentShown({ step }: { readonly step: StepOf<'documentShown'> }) {
  const { t } = useTranslation('journey');
  const { send } = useSession();
  const canGoBack = useAllowed('back');
  const { kind, name, number } = step.document;
  return (
    <Frame
      heading={t('documentShown.heading')}
      line={t(`documentShown.line.${step.lies}`)}
      primary={{ label: t('documentShown.yes') }}
      tell={<GuidanceNow />}
      act={
        <div className={screen['stack']}>
          <Facts
            facts={[
              { id: 'kind', name: t('documentShown.kind'), value: t(`documentShown.kinds.${kind}`) },
              { id: 'name', name: t('person.name'), value: name },
              { id: 'number', name: t('documentShown.number'), value: number },
            ]}
          />
          {canGoBack ? (
            <Button wide onPress={() => send({ type: 'back' })}>
              {t('documentShown.no')}
            </Button>
          ) : null}
        </div>
      }
    />
  );
}
