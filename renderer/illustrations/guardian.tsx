import { Art } from './art.tsx';
import styles from './art.module.css';

/** A child and the grown-up who came along. */
export function Guardian() {
  return (
    <Art width={300} height={230}>
      <ellipse className={styles['ground']} cx={150} cy={216} rx={124} ry={10} />
      <path className={styles['blue']} d="M66 214q-6-96 52-96t54 96Z" />
      <circle className={styles['skin']} cx={118} cy={80} r={34} />
      <path className={styles['dark']} d="M84 80q-4-44 34-44t34 44q-8-22-22-26-24 12-46 26Z" />
      <path className={styles['line']} d="M106 94q12 9 24 0" />
      <path className={styles['gold']} d="M176 214q-2-62 34-62t34 62Z" />
      <circle className={styles['skin']} cx={210} cy={126} r={25} />
      <path className={styles['dark']} d="M185 124q-2-32 25-32t25 32q-6-15-14-18-20 8-36 18Z" />
      <path className={styles['line']} d="M202 136q8 6 16 0" />
      <path className={styles['skin']} d="M158 176q14-4 26 6l-4 13q-14-8-26-5Z" />
    </Art>
  );
}
