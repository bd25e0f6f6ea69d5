import { Art } from './art.tsx';
import styles from './art.module.css';

/** A new card comes out of the stack. */
export function TakeNewCard() {
  return (
    <Art width={320} height={240}>
      <path className={styles['pale']} d="M24 20h272v92H24Z" />
      <path className={styles['paper']} d="M96 34h128v12H96ZM96 46h128v12H96ZM96 58h128v12H96Z" />
      <path className={styles['dark']} d="M72 92h176v14H72Z" />
      <clipPath id="below-stack">
        <path d="M0 102h320v140H0Z" />
      </clipPath>
      <g clipPath="url(#below-stack)">
        <g className={styles['comeOut']}>
          <rect className={styles['light']} x={86} y={90} width={148} height={98} rx={10} />
          <path className={styles['paper']} d="M100 122h44v50h-44Z" />
          <circle className={styles['skin']} cx={122} cy={140} r={9} />
          <path className={styles['blue']} d="M106 170q2-16 16-16t16 16Z" />
          <path className={styles['thin']} d="M158 130h60M158 148h60M158 166h36" />
        </g>
      </g>
      <circle className={[styles['green'], styles['glow']].join(' ')} cx={272} cy={44} r={7} strokeWidth={0} />
      <path className={styles['line']} d="M282 136v66m-20-20 20 22 20-22" />
    </Art>
  );
}
