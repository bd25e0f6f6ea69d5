import { Art } from './art.tsx';
import styles from './art.module.css';

/** Not here, but there: the staffed counter. */
export function ToTheCounter() {
  return (
    <Art width={300} height={220}>
      <path className={styles['pale']} d="M40 60 150 20l110 40v132H40Z" />
      <path className={styles['blue']} d="M28 62 150 16l122 46v14H28Z" />
      <path className={styles['paper']} d="M70 96h160v66H70Z" />
      <circle className={styles['skin']} cx={150} cy={118} r={16} />
      <path className={styles['light']} d="M120 162q2-28 30-28t30 28Z" />
      <path className={styles['light']} d="M56 162h188v16H56Z" />
      <path className={styles['line']} d="M40 192h220" />
      <path className={styles['gold']} d="m150 36 9 4v7q0 7-9 11-9-4-9-11v-7Z" />
    </Art>
  );
}
