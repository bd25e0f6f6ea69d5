import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { Frame } from '../frame/frame.tsx';
import { TakePaper } from '../illustrations/take-paper.tsx';
import { useSession } from '../session-context.ts';
import { Drawing } from './drawing.tsx';
import { PaperState } from './paper-state.tsx';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

const papers = ['document', 'receipt'] as const;

/** The papers come out; the number is valid with or without them. A service need not have both. */
export function Printing({ step }: { readonly step: StepOf<'printing'> }) {
  const { t } = useTranslation('journey');
  const { send } = useSession();
  const stuck = step.document.state === 'failed' || step.receipt.state === 'failed';
  return (
    <Frame
      heading={t(stuck ? 'printing.stuck' : 'printing.heading')}
      line={t(stuck ? 'printing.stuckLine' : 'printing.line')}
      tell={
        <>
          <Drawing>
            <TakePaper moving={!stuck} />
          </Drawing>
          <div>
            <p className={screen['soft']}>{t('receiptNumber')}</p>
            <p className={screen['number']}>{step.receiptNumber}</p>
          </div>
        </>
      }
      act={
        <div className={[screen['stack'], screen['gap']].join(' ')}>
          <ul className={screen['stack']} aria-live="polite">
            {papers.map((paper) =>
              step[paper].state === 'waiting' ? null : (
                <PaperState key={paper} paper={step[paper]} name={t(`paper.${paper}`)} />
              ),
            )}
          </ul>
          {stuck ? (
            <>
              <Button
                kind="primary"
                wide
                icon={<Printer aria-hidden />}
                onPress={() => send({ type: 'tryPrintAgain' })}
              >
                {t('printing.again')}
              </Button>
              <Button wide onPress={() => send({ type: 'continueWithoutPaper' })}>
                {t('printing.without')}
              </Button>
            </>
          ) : null}
        </div>
      }
    />
  );
}
