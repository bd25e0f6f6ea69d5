import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import styles from './entry-state.module.css';

const drawings = { wrong: CircleAlert, doubtful: TriangleAlert, right: CircleCheck, hint: null } as const;

/**
 * Under an entry: what is wrong with it, what to look at once more, that it is right, or what is expected. Spoken
 * politely when it changes.
 */
export function EntryState({
  wrong,
  doubtful = null,
  right = null,
  hint,
}: {
  readonly wrong: string | null;
  readonly doubtful?: string | null;
  readonly right?: string | null;
  readonly hint: string;
}) {
  const kind = wrong ? 'wrong' : doubtful ? 'doubtful' : right ? 'right' : 'hint';
  const Drawing = drawings[kind];
  return (
    <p id="entry-state" className={[styles['state'], styles[kind]].join(' ')} aria-live="polite">
      {Drawing ? <Drawing aria-hidden /> : null}
      <span>{wrong ?? doubtful ?? right ?? hint}</span>
    </p>
  );
}
