import { Art } from './art.tsx';
import styles from './art.module.css';

/** A finger types the number on the screen. */
export function KeypadHand() {
  const keys = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => ({ x: 40 + column * 42, y: 40 + row * 42 })));
  return (
    <Art width={220} height={220}>
      <rect className={styles['pale']} x={22} y={22} width={160} height={160} rx={14} />
      {keys.map(({ x, y }) => (
        <rect key={`${x} ${y}`} className={styles['paper']} x={x} y={y} width={32} height={32} rx={7} />
      ))}
      <rect className={styles['light']} x={82} y={82} width={32} height={32} rx={7} />
      <path
        className={styles['skin']}
        d="M94 92q10-6 16 2l18 40q2-12 14-8 12-4 16 6 14-2 16 10l8 30q2 18-10 30l-4 14h-48l-6-18-26-32q-6-10 4-14 8-2 16 8l4 2Z"
      />
    </Art>
  );
}
