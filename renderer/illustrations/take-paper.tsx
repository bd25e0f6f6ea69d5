import { Art } from './art.tsx';
import styles from './art.module.css';

/** A sheet comes out of the slot. */
export function TakePaper({ moving = true }: { readonly moving?: boolean }) {
  return (
    <Art width={320} height={240}>
      <path className={styles['pale']} d="M24 30q0-10 10-10h252q10 0 10 10v66H24Z" />
      <path className={styles['dark']} d="M60 80h200v12H60Z" />
      <clipPath id="below-slot">
        <path d="M0 88h320v160H0Z" />
      </clipPath>
      <g clipPath="url(#below-slot)">
        <g className={moving ? styles['comeOut'] : undefined}>
          <path className={styles['paper']} d="M78 70h164v146H78Z" />
          <circle className={styles['gold']} cx={160} cy={122} r={11} />
          <path className={styles['thin']} d="M100 148h120M100 164h120M100 180h70" />
          <path className={styles['red']} d="M196 178h24v24h-24Z" />
        </g>
      </g>
      <circle className={[styles['green'], styles['glow']].join(' ')} cx={276} cy={44} r={7} strokeWidth={0} />
    </Art>
  );
}
