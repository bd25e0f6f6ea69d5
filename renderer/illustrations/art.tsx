import type { ReactNode } from 'react';
import styles from './art.module.css';

/** A drawing. It repeats what the words beside it say, so it is silent for a screen reader. */
export function Art({
  width,
  height,
  children,
}: {
  readonly width: number;
  readonly height: number;
  readonly children: ReactNode;
}) {
  return (
    <svg className={styles['art']} viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden>
      {children}
    </svg>
  );
}
