import type { ReactNode } from 'react';
import styles from './facts.module.css';

export interface Fact {
  readonly id: string;
  readonly name: ReactNode;
  readonly value: ReactNode;
  readonly action?: ReactNode;
}

/** Names and their values in rows, as on a check-your-answers page. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles['facts']}>
      {facts.map(({ id, name, value, action }) => (
        <div key={id} className={styles['row']}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          {action ? <dd className={styles['action']}>{action}</dd> : null}
        </div>
      ))}
    </dl>
  );
}
