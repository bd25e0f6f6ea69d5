import { Art } from './art.tsx';
import styles from './art.module.css';

/** The mark of the software: a shield with a star of our own, not an official emblem. */
export function Emblem() {
  return (
    <Art width={64} height={64}>
      <path className={styles['blue']} d="M32 4 56 12v20c0 14-10 23-24 28C18 55 8 46 8 32V12Z" />
      <path className={styles['goldLine']} d="M32 11 50 17v15c0 10-7 16-18 20-11-4-18-10-18-20V17Z" />
      <path
        className={styles['gold']}
        d="m32 20 3.6 7.6 8.4 1-6.2 5.8 1.6 8.3L32 38.6l-7.4 4.1 1.6-8.3-6.2-5.8 8.4-1Z"
        strokeWidth={0}
      />
    </Art>
  );
}
