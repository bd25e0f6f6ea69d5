import { useTranslation } from 'react-i18next';
import { Choice } from '../controls/choice.tsx';
import { dayWords } from '../controls/day.ts';
import { yuanDigits } from '../controls/money.tsx';
import { Frame } from '../frame/frame.tsx';
import { PayByTelephone } from '../illustrations/pay-by-telephone.tsx';
import { useSession } from '../session-context.ts';
import { Drawing } from './drawing.tsx';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

/** The fine is decided: now, or until the day that the decision names. Neither way is better. */
export function PayChoice({ step }: { readonly step: StepOf<'payChoice'> }) {
  const { t } = useTranslation('journey');
  const { snapshot, send } = useSession();
  const sum = t('fee.yuan', { fee: yuanDigits(step.amountFen) });
  return (
    <Frame
      heading={t('payChoice.heading', { sum })}
      line={t('payChoice.line')}
      tell={
        <Drawing>
          <PayByTelephone />
        </Drawing>
      }
      act={
        <div className={screen['choices']}>
          <Choice title={t('payChoice.now')} hint={t('payChoice.nowText')} onPress={() => send({ type: 'payNow' })} />
          <Choice
            title={t('payChoice.later', { date: dayWords(step.dueDate, snapshot.language) })}
            hint={t('payChoice.laterText')}
            onPress={() => send({ type: 'payLater' })}
          />
        </div>
      }
    />
  );
}
