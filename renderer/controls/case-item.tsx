import { Ban } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CaseItemView } from '../../main/contract/fact-row.ts';
import { hush } from '../speech.ts';
import styles from './case-item.module.css';
import { FactWords, useFactWords } from './fact-value.tsx';
import { isSecondTap } from './tap-guard.ts';
import { TermedText } from './term.tsx';

/** One of what an office lists, to read. */
export function CaseItem({ item }: { readonly item: CaseItemView }) {
  const wordsOf = useFactWords();
  return (
    <div className={styles['item']}>
      {item.facts.map((row) => (
        <p key={row.id} className={styles['fact']}>
          <span className={styles['name']}>{wordsOf(row).name}</span>
          <FactWords row={row} />
        </p>
      ))}
    </div>
  );
}

/** One of what an office lists, to choose; what cannot be chosen here says why, and is no button. */
export function CaseItemChoice({
  item,
  chosen,
  onPress,
}: {
  readonly item: CaseItemView;
  readonly chosen: boolean;
  readonly onPress: () => void;
}) {
  const { t } = useTranslation(['blocked', 'journey']);
  if (item.blocked !== null) {
    return (
      <div className={[styles['item'], styles['blocked']].join(' ')}>
        <ItemWords item={item} />
        <p className={styles['reason']}>
          <Ban aria-hidden />
          <span>
            <TermedText text={t(`blocked:${item.blocked}`)} />
          </span>
        </p>
      </div>
    );
  }
  return (
    <button
      type="button"
      className={[styles['item'], styles['choice'], chosen ? styles['chosen'] : ''].join(' ')}
      aria-pressed={chosen}
      onClick={(event) => {
        if (isSecondTap(event.timeStamp)) return;
        hush();
        onPress();
      }}
    >
      <span className={styles['mark']} aria-hidden />
      <ItemWords item={item} />
      {chosen ? <span className={styles['word']}>{t('journey:choose.chosen')}</span> : null}
    </button>
  );
}

/** A button may hold no other button: what is hidden stays so here. */
function ItemWords({ item }: { readonly item: CaseItemView }) {
  const wordsOf = useFactWords();
  return (
    <span className={styles['words']}>
      {item.facts.map((row) => {
        const { name, text } = wordsOf(row);
        return (
          <span key={row.id} className={styles['fact']}>
            <span className={styles['name']}>{name}</span>
            <span>{text}</span>
          </span>
        );
      })}
    </span>
  );
}
