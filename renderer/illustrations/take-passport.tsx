import { Art } from './art.tsx';
import styles from './art.module.css';

/** The passport is lifted off the scanner. */
export function TakePassport() {
  return (
    <Art width={320} height={220}>
      <path className={styles['pale']} d="M40 130h200l56 66H20Z" />
      <path className={styles['light']} d="M20 196h276v14q0 6-6 6H26q-6 0-6-6Z" />
      <path className={[styles['paper'], styles['glow']].join(' ')} d="M66 140h150l34 44H50Z" />
      <g className={styles['lift']}>
        <path className={styles['paper']} d="M84 132h124l30 44H62Z" />
        <path className={styles['blue']} d="M84 126h124l30 44H62Z" />
        <ellipse className={styles['goldLine']} cx={148} cy={146} rx={22} ry={9} />
        <path className={styles['goldLine']} d="M112 162h76" />
      </g>
      <path className={styles['line']} d="M272 108V44m-20 20 20-22 20 22" />
    </Art>
  );
}
