import { CircleAlert, CircleCheck } from 'lucide-react';
import styles from './entry-state.module.css';

/** Under an entry: what is wrong with it, that it is right, or what is expected. Spoken politely when it changes. */
export function EntryState({
  wrong,
  right = null,
  hint,
}: {
  readonly wrong: string | null;
  readonly right?: string | null;
  readonly hint: string;
}) {
  const kind = wrong ? 'wrong' : right ? 'right' : 'hint';
  return (
    <p id="entry-state" className={[styles['state'], styles[kind]].join(' ')} aria-live="polite">
      {wrong ? <CircleAlert aria-hidden /> : right ? <CircleCheck aria-hidden /> : null}
      <span>{wrong ?? right ?? hint}</span>
    </p>
  );
}
