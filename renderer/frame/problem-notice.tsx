import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Step, StepName } from '../../main/contract/session-snapshot.ts';
import { Panel } from '../controls/panel.tsx';
import { useSession } from '../session-context.ts';
import styles from './problem-notice.module.css';

/** Steps that tell their problem in the heading, or beside the paper that it concerns. */
const alwaysTell: ReadonlySet<StepName> = new Set(['stopped', 'printing', 'result']);
const tellsItself = (step: Step): boolean =>
  alwaysTell.has(step.name) || (step.name === 'takeBelongings' && step.left.length === 0);

/** What just went wrong on this step: what happened, what to do, what was kept; the code small, for the technician. */
export function ProblemNotice() {
  const { problem, step } = useSession().snapshot;
  const shown = tellsItself(step) ? null : problem;
  const region = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shown) region.current?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  return (
    <div ref={region} aria-live="assertive" className={styles['live']}>
      {shown ? <ProblemWords key={shown} problem={shown} /> : null}
    </div>
  );
}

export function ProblemWords({ problem }: { readonly problem: string }) {
  const { t } = useTranslation('problems');
  return (
    <Panel kind="warn" title={t(`${problem}.what`)}>
      <p>{t(`${problem}.do`)}</p>
      <p className={styles['kept']}>{t(`${problem}.kept`)}</p>
      <ProblemCodeLine problem={problem} />
    </Panel>
  );
}

export function ProblemCodeLine({ problem }: { readonly problem: string }) {
  const { t } = useTranslation('common');
  return (
    <p className={styles['code']}>
      {t('problemCode')} <span translate="no">{problem}</span>
    </p>
  );
}
