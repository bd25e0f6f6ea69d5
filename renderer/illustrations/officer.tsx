import { Art } from './art.tsx';
import styles from './art.module.css';

/** An officer at a desk with a headset; the waves move while the call rings. */
export function Officer({ calling = false }: { readonly calling?: boolean }) {
  return (
    <Art width={280} height={240}>
      <path className={styles['pale']} d="M40 206q0-70 70-82h60q70 12 70 82Z" />
      <path className={styles['light']} d="M66 206q2-58 52-72l22 16 22-16q50 14 52 72Z" />
      <path className={styles['blue']} d="m132 152 8-6 8 6-3 8 7 30-12 12-12-12 7-30Z" />
      <path className={styles['skin']} d="M98 80q0-44 42-44t42 44v14q-4 42-42 42T98 94Z" />
      <path className={styles['blue']} d="M88 56q0-20 16-26 36-18 72 0 16 6 16 26l-12 8H100Z" />
      <path className={styles['dark']} d="M98 64q42-14 84 0l6 14q-48-16-96 0Z" />
      <path className={styles['gold']} d="m140 30 11 4v8q0 8-11 12-11-4-11-12v-8Z" />
      <circle className={styles['dark']} cx={124} cy={94} r={4} />
      <circle className={styles['dark']} cx={156} cy={94} r={4} />
      <path className={styles['line']} d="M126 114q14 11 28 0" />
      <path className={styles['line']} d="M96 84v24q0 16 24 16" />
      <rect className={styles['dark']} x={88} y={80} width={16} height={28} rx={8} />
      <rect className={styles['dark']} x={176} y={80} width={16} height={28} rx={8} />
      <circle className={styles['dark']} cx={122} cy={124} r={6} />
      <path className={styles['paper']} d="M20 206h240v22H20Z" />
      <g className={calling ? styles['glow'] : undefined}>
        <path className={styles['line']} d="M214 78q12 16 0 32M232 66q22 28 0 56M250 54q32 40 0 80" />
      </g>
    </Art>
  );
}
