import type { ReactNode } from 'react';
import { Check, ChevronRight } from 'lucide-react';
import { hush } from '../speech.ts';
import styles from './choice.module.css';
import { isSecondTap } from './tap-guard.ts';

interface ChoiceProps {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly drawing?: ReactNode;
  /** The answer given earlier. */
  readonly chosen?: boolean;
  readonly onPress: () => void;
}

/** One answer of several, as wide as the screen allows: drawing, words, a word of explanation. */
export function Choice({ title, hint, drawing, chosen = false, onPress }: ChoiceProps) {
  return (
    <button
      type="button"
      className={[styles['choice'], chosen ? styles['chosen'] : ''].join(' ')}
      aria-pressed={chosen}
      onClick={(event) => {
        if (isSecondTap(event.timeStamp)) return;
        hush();
        onPress();
      }}
    >
      {drawing}
      <span className={styles['words']}>
        <span className={styles['title']}>{title}</span>
        {hint ? <span className={styles['hint']}>{hint}</span> : null}
      </span>
      {chosen ? <Check aria-hidden /> : <ChevronRight aria-hidden />}
    </button>
  );
}
