import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Candidate } from './candidate.ts';
import styles from './keyboard.module.css';

export interface CandidateBarProps {
  readonly typed: string;
  /** Of this page. */
  readonly shown: readonly Candidate[];
  readonly page: number;
  readonly pages: number;
  readonly status: 'loading' | 'failed' | 'ready';
  readonly onChoose: (candidate: Candidate) => void;
  readonly onPage: (by: 1 | -1) => void;
}

/** What was typed, and under it the characters it may mean. Keeps its height, so that no key moves under a finger. */
export function CandidateBar({ typed, shown, page, pages, status, onChoose, onPage }: CandidateBarProps) {
  const { t } = useTranslation('keyboard');
  return (
    <div className={styles['candidates']}>
      <p className={styles['composition']} aria-live="polite">
        <span className={styles['typed']}>{typed}</span>
        <span className={styles['advice']}>{advice(t, typed, status, shown.length)}</span>
        {pages > 1 && <span className={styles['pageOf']}>{t('page', { page: page + 1, pages })}</span>}
      </p>
      <fieldset className={styles['choices']} aria-label={t('candidates')} lang="zh-CN">
        {shown.map((candidate) => (
          <button
            key={candidate.text}
            type="button"
            className={styles['choice']}
            aria-label={t('choose', { text: candidate.text })}
            onClick={() => onChoose(candidate)}
          >
            {candidate.text}
          </button>
        ))}
      </fieldset>
      <div className={styles['pager']}>
        <button
          type="button"
          className={styles['pageKey']}
          aria-label={t('previousPage')}
          disabled={page === 0}
          onClick={() => onPage(-1)}
        >
          <ChevronLeft aria-hidden="true" />
        </button>
        <button
          type="button"
          className={styles['pageKey']}
          aria-label={t('nextPage')}
          disabled={page + 1 >= pages}
          onClick={() => onPage(1)}
        >
          <ChevronRight aria-hidden="true" />
        </button>
      </div>
    </div>
  );
}

type Translate = (key: string) => string;

function advice(t: Translate, typed: string, status: CandidateBarProps['status'], found: number): string {
  if (status === 'loading') return t('loading');
  if (status === 'failed') return t('loadFailed');
  if (typed === '') return t('typePinyin');
  return found === 0 ? t('noCandidates') : '';
}
