import { useTranslation } from 'react-i18next';
import type { PaperView } from '../../main/contract/result-view.ts';
import { Panel } from '../controls/panel.tsx';
import { ProblemCodeLine } from '../frame/problem-notice.tsx';
import { PaperState } from './paper-state.tsx';
import screen from './screen.module.css';

/** How far the slip of an order is, for whoever leaves before anybody knows what became of it. */
export function PayLeft({ slip }: { readonly slip: PaperView }) {
  const { t } = useTranslation('journey');
  return (
    <div className={[screen['stack'], screen['gap']].join(' ')} aria-live="polite">
      {slip.state === 'failed' ? (
        // The printer's own words speak of a request that is saved; here there is an order, and nothing is saved yet.
        <Panel kind="warn" title={t('pay.left.noSlip')}>
          <p>{t('pay.left.note')}</p>
          {slip.problem ? <ProblemCodeLine problem={slip.problem} /> : null}
        </Panel>
      ) : (
        <ul>
          <PaperState paper={slip} name={t('paper.receipt')} />
        </ul>
      )}
    </div>
  );
}
