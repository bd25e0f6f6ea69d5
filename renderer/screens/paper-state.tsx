import { CircleAlert, CircleCheck, Clock, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PaperView } from '../../main/contract/result-view.ts';
import { ProblemCodeLine } from '../frame/problem-notice.tsx';
import styles from './paper-state.module.css';

const drawings = { waiting: Clock, printing: Printer, printed: CircleCheck, failed: CircleAlert } as const;

/** How far one paper is, and what keeps it. */
export function PaperState({ paper, name }: { readonly paper: PaperView; readonly name: string }) {
  const { t } = useTranslation(['journey', 'problems']);
  const Drawing = drawings[paper.state];
  return (
    <li className={styles['paper']} data-state={paper.state}>
      <Drawing aria-hidden />
      <div>
        <p className={styles['name']}>{name}</p>
        <p>{t(`paper.${paper.state}`)}</p>
        {paper.problem ? (
          <div className={styles['problem']}>
            <p>
              <strong>{t(`problems:${paper.problem}.what`)}</strong> {t(`problems:${paper.problem}.do`)}
            </p>
            <p>{t(`problems:${paper.problem}.kept`)}</p>
            <ProblemCodeLine problem={paper.problem} />
          </div>
        ) : null}
      </div>
    </li>
  );
}
