import { Art } from './art.tsx';
import styles from './art.module.css';

/** A face inside the oval, and the camera above it. */
export function LookAtCamera() {
  return (
    <Art width={260} height={260}>
      <path className={styles['pale']} d="M20 44h220v196q0 8-8 8H28q-8 0-8-8Z" />
      <path className={styles['blue']} d="M20 44v-20q0-12 12-12h196q12 0 12 12v20Z" />
      <circle className={styles['paper']} cx={130} cy={28} r={10} />
      <circle className={styles['dark']} cx={130} cy={28} r={3} />
      <path className={styles['light']} d="M66 248q4-50 64-50t64 50Z" />
      <path className={styles['skin']} d="M112 184h36v26q-18 14-36 0Z" />
      <path className={styles['skin']} d="M86 128q0-54 44-54t44 54v12q-4 52-44 52t-44-52Z" />
      <path className={styles['dark']} d="M86 134q-8-66 44-68 52 2 44 68-4-24-16-34-28 6-56 0-12 10-16 34Z" />
      <circle className={styles['dark']} cx={113} cy={136} r={4.5} />
      <circle className={styles['dark']} cx={147} cy={136} r={4.5} />
      <path className={styles['line']} d="M118 162q12 8 24 0" />
      <ellipse
        className={[styles['line'], styles['glow']].join(' ')}
        cx={130}
        cy={138}
        rx={74}
        ry={88}
        strokeDasharray="12 10"
      />
    </Art>
  );
}
