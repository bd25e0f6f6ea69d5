import { Art } from './art.tsx';
import styles from './art.module.css';

/** A hand lays the card flat on the reader's light. */
export function PlaceCard() {
  return (
    <Art width={360} height={260}>
      <path className={styles['pale']} d="M40 150 250 150 320 230 20 230Z" />
      <path className={styles['light']} d="M20 230h300v18q0 6-6 6H26q-6 0-6-6Z" />
      <path className={[styles['paper'], styles['glow']].join(' ')} d="M88 168h142l34 44H68Z" />
      <circle className={styles['green']} cx={292} cy={242} r={5} strokeWidth={0} />
      <g className={styles['lay']}>
        <path className={styles['light']} d="M96 164h134l30 40H74Z" />
        <path className={styles['paper']} d="M96 172h46l-4 24H86Z" />
        <path className={styles['thin']} d="M154 178h66M158 188h74" />
        <path
          className={styles['skin']}
          d="M206 176q-10-10 2-16l22 2 30-26q34-26 66-18l24 70-50 22q-36 6-52-8l-14-2q-14 0-12-10l-6-2q-12-4-10-12Z"
        />
        <path className={styles['skin']} d="M216 188q10 2 26-4M228 200q10 0 22-6" />
        <path className={styles['blue']} d="m318 108 34-10v96l-26 2Z" />
      </g>
    </Art>
  );
}
