import { Art } from './art.tsx';
import styles from './art.module.css';

/** What an office has on file: three sheets in a folder. */
export function Files() {
  return (
    <Art width={260} height={200}>
      <path className={styles['gold']} d="M28 40q0-8 8-8h62l16 18h110q8 0 8 8v24H28Z" />
      <path className={styles['paper']} d="m52 62 148-12 6 76-148 12Z" />
      <path className={styles['paper']} d="M60 66h150v84H60Z" />
      <circle className={styles['skin']} cx={86} cy={90} r={10} />
      <path className={styles['blue']} d="M70 120q2-18 16-18t16 18Z" />
      <path className={styles['thin']} d="M116 84h78M116 100h78M116 116h50" />
      <path className={styles['light']} d="M20 104q0-8 8-8h82l14 16h108q8 0 8 8v54q0 8-8 8H28q-8 0-8-8Z" />
      <path className={styles['line']} d="M52 150h60" />
    </Art>
  );
}
