import { Art } from './art.tsx';
import styles from './art.module.css';

/** The kiosk asks the register: a folder and a glass that moves over it. */
export function AtWork() {
  return (
    <Art width={260} height={220}>
      <path className={styles['light']} d="M30 50q0-8 8-8h58l16 18h110q8 0 8 8v120q0 8-8 8H38q-8 0-8-8Z" />
      <path className={styles['paper']} d="M54 82h152v92H54Z" />
      <circle className={styles['skin']} cx={86} cy={114} r={12} />
      <path className={styles['blue']} d="M68 152q2-22 18-22t18 22Z" />
      <path className={styles['thin']} d="M122 106h66M122 124h66M122 142h40" />
      <g className={styles['sweep']}>
        <circle className={styles['pale']} cx={146} cy={122} r={34} fillOpacity={0.6} />
        <path className={styles['line']} d="m170 146 30 32" strokeWidth={10} />
      </g>
    </Art>
  );
}
