import { Art } from './art.tsx';
import styles from './art.module.css';

/** The other way: an officer speaks with the visitor. */
export function OtherWay() {
  return (
    <Art width={260} height={260}>
      <path className={styles['pale']} d="M20 24q0-12 12-12h196q12 0 12 12v216q0 8-8 8H28q-8 0-8-8Z" />
      <path className={styles['light']} d="M52 248q2-72 78-72t78 72Z" />
      <path className={styles['skin']} d="M92 124q0-46 38-46t38 46v14q-4 44-38 44t-38-44Z" />
      <path className={styles['blue']} d="M80 100q0-22 18-28 32-16 64 0 18 6 18 28l-12 8H92Z" />
      <path className={styles['dark']} d="M90 108q40-14 80 0l6 14q-46-16-92 0Z" />
      <path className={styles['gold']} d="m130 72 11 4v8q0 8-11 12-11-4-11-12v-8Z" />
      <circle className={styles['dark']} cx={115} cy={138} r={4.5} />
      <circle className={styles['dark']} cx={145} cy={138} r={4.5} />
      <path className={styles['line']} d="M118 158q12 9 24 0" />
      <path className={styles['paper']} d="M172 28h52q8 0 8 8v26q0 8-8 8h-22l-16 16v-16h-14q-8 0-8-8V36q0-8 8-8Z" />
      <path className={styles['thin']} d="M180 44h36M180 56h24" />
    </Art>
  );
}
