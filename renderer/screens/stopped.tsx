import { useTranslation } from 'react-i18next';
import { Facts } from '../controls/facts.tsx';
import { Frame } from '../frame/frame.tsx';
import { ProblemCodeLine } from '../frame/problem-notice.tsx';
import { ToTheCounter } from '../illustrations/to-the-counter.tsx';
import { useSession } from '../session-context.ts';
import { Drawing } from './drawing.tsx';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

/** The visit cannot go on here: what happened, what to do, what was kept, and where a person helps. */
export function Stopped({ step }: { readonly step: StepOf<'stopped'> }) {
  const { t } = useTranslation(['journey', 'problems', 'common']);
  const { snapshot, send } = useSession();
  const { problem, kiosk, language } = snapshot;
  return (
    <Frame
      heading={problem ? t(`problems:${problem}.what`) : t('stopped.heading')}
      line={problem ? t(`problems:${problem}.do`) : t('stopped.line')}
      primary={{ always: true, ends: true, label: t('stopped.finish'), onPress: () => send({ type: 'end' }) }}
      tell={
        <Drawing>
          <ToTheCounter />
        </Drawing>
      }
      act={
        <div className={screen['stack']}>
          <Facts
            facts={[
              {
                id: 'kept',
                name: t('stopped.kept'),
                value: problem ? t(`problems:${problem}.kept`) : t(`stopped.keptWhat.${step.kept}`),
              },
              ...(step.receiptNumber === null
                ? []
                : [{ id: 'receipt', name: t('receiptNumber'), value: step.receiptNumber }]),
              { id: 'counter', name: t('stopped.counter'), value: kiosk.nearestCounter[language] },
              { id: 'phone', name: t('stopped.phone'), value: kiosk.officerPhone },
            ]}
          />
          {problem ? <ProblemCodeLine problem={problem} /> : null}
        </div>
      }
    />
  );
}
