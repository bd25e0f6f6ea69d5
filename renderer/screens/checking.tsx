import { useTranslation } from 'react-i18next';
import { Frame } from '../frame/frame.tsx';
import { AtWork } from '../illustrations/at-work.tsx';
import { useAllowed, useSession } from '../session-context.ts';
import { AnotherWay } from './another-way.tsx';
import { Drawing } from './drawing.tsx';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';
import { Working } from './working.tsx';

/** The register is asked; when it does not answer, the way on is to ask again. */
export function Checking({ step }: { readonly step: StepOf<'checking'> }) {
  const { t } = useTranslation('journey');
  const { problem } = useSession().snapshot;
  const otherWay = useAllowed('anotherWay');
  const stuck = problem !== null;
  // Asking once more would give the same answer: the way on is to say it anew.
  const unknown = problem === 'person-not-found' || problem === 'code-not-known';
  return (
    <Frame
      heading={t(unknown ? 'checking.unknown' : stuck ? 'checking.stuck' : `checking.${step.what}.heading`)}
      line={stuck ? undefined : t(`checking.${step.what}.line`)}
      primary={{ label: t(unknown ? 'checking.correct' : 'checking.again') }}
      centred={!stuck}
      tell={
        <div className={screen['middle']}>
          <Drawing>
            <AtWork />
          </Drawing>
          {stuck ? null : <Working text={t('checking.wait')} later={t('checking.later')} />}
        </div>
      }
      act={otherWay ? <AnotherWay /> : undefined}
    />
  );
}
