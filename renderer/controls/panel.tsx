import type { ReactNode } from 'react';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import styles from './panel.module.css';

export type PanelKind = 'info' | 'good' | 'warn' | 'bad';

const drawings = { info: Info, good: CircleCheck, warn: TriangleAlert, bad: CircleAlert } as const;

/** A framed message. Its kind shows as a drawing, a border and words: never as a colour alone. */
export function Panel({
  kind,
  title,
  children,
}: {
  readonly kind: PanelKind;
  readonly title?: string;
  readonly children?: ReactNode;
}) {
  const Drawing = drawings[kind];
  return (
    <div className={[styles['panel'], styles[kind]].join(' ')}>
      <Drawing aria-hidden />
      <div className={styles['words']}>
        {title ? <p className={styles['title']}>{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
