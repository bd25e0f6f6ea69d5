import { Art } from './art.tsx';
import styles from './art.module.css';

/** A telephone looks at the code on the screen. */
export function PayByTelephone() {
  return (
    <Art width={320} height={220}>
      <path className={styles['pale']} d="M150 16h154q8 0 8 8v140q0 8-8 8H150Z" />
      <path className={styles['paper']} d="M190 42h96v96h-96Z" />
      <path
        className={styles['ink']}
        d="M198 50h26v26h-26ZM252 50h26v26h-26ZM198 104h26v26h-26ZM234 86h10v10h-10ZM250 92h10v10h-10ZM264 104h12v10h-12ZM236 110h12v18h-12ZM258 120h18v10h-18ZM234 56h8v14h-8Z"
      />
      <path className={styles['inkHole']} d="M206 58h10v10h-10ZM260 58h10v10h-10ZM206 112h10v10h-10Z" />
      <g className={styles['approach']}>
        <path className={styles['beam']} d="m104 92 86-50v96l-86-20Z" />
        <rect className={styles['dark']} x={28} y={30} width={84} height={152} rx={12} />
        <rect className={styles['light']} x={36} y={46} width={68} height={116} rx={4} />
        <path className={styles['line']} d="m52 104 14 14 24-30" />
        <path className={styles['skin']} d="M20 126q-4-12 10-14l22 4q8 2 6 9-2 6-10 5l-8 1 4 60-14 26H4Z" />
      </g>
    </Art>
  );
}
