import { Art } from './art.tsx';
import styles from './art.module.css';

/** What was given is kept safe, then wiped. */
export function Safe() {
  return (
    <Art width={220} height={220}>
      <path className={styles['light']} d="m110 16 78 26v62q0 68-78 100-78-32-78-100V42Z" />
      <path className={styles['paper']} d="m110 40 56 18v46q0 48-56 74-56-26-56-74V58Z" />
      <rect className={styles['blue']} x={80} y={100} width={60} height={46} rx={8} />
      <path className={styles['line']} d="M92 100V86q0-18 18-18t18 18v14" />
      <circle className={styles['gold']} cx={110} cy={120} r={6} strokeWidth={0} />
    </Art>
  );
}
