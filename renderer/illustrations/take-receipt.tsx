import { Art } from './art.tsx';
import styles from './art.module.css';

/** A slip comes up out of the receipt printer's mouth. */
export function TakeReceipt() {
  return (
    <Art width={300} height={260}>
      <clipPath id="above-mouth">
        <path d="M0 0h300v172H0Z" />
      </clipPath>
      <g clipPath="url(#above-mouth)">
        <g className={styles['comeUp']}>
          <path
            className={styles['paper']}
            d="M94 34l8-10 9 10 9-10 9 10 9-10 9 10 9-10 9 10 9-10 9 10 9-10 8 10v160H94Z"
          />
          <path className={styles['thin']} d="M112 54h76M112 70h76M112 86h50" />
          <path className={styles['dark']} d="M132 104h36v36h-36Z" strokeWidth={0} />
          <path
            className={styles['paper']}
            d="M140 112h8v8h-8ZM154 112h6v6h-6ZM140 126h6v6h-6ZM152 126h8v6h-8Z"
            strokeWidth={0}
          />
        </g>
      </g>
      <path className={styles['pale']} d="M34 172h232l14 72q2 10-8 10H28q-10 0-8-10Z" />
      <path className={styles['dark']} d="M80 166h140v12H80Z" />
      <circle className={[styles['green'], styles['glow']].join(' ')} cx={246} cy={224} r={7} strokeWidth={0} />
      <path className={styles['line']} d="M252 128V56m-20 20 20-22 20 22" />
    </Art>
  );
}
