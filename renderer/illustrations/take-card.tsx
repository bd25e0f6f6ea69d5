import { Art } from './art.tsx';
import styles from './art.module.css';

/** The card is lifted off the reader. */
export function TakeCard() {
  return (
    <Art width={320} height={220}>
      <path className={styles['pale']} d="M40 130h200l56 66H20Z" />
      <path className={styles['light']} d="M20 196h276v14q0 6-6 6H26q-6 0-6-6Z" />
      <g className={styles['lift']}>
        <path className={styles['light']} d="M80 132h124l26 38H60Z" />
        <path className={styles['paper']} d="M82 140h42l-4 22H72Z" />
        <path className={styles['thin']} d="M136 146h60M138 156h68" />
      </g>
      <path className={styles['line']} d="M262 108V44m-20 20 20-22 20 22" />
    </Art>
  );
}
