import { Art } from './art.tsx';
import styles from './art.module.css';

/** The sheet that the visitor takes away: a photo, lines, a seal. */
export function Certificate() {
  return (
    <Art width={220} height={280}>
      <path className={styles['paper']} d="M20 14h180v252H20Z" />
      <path className={styles['thin']} d="M32 26h156v228H32Z" />
      <circle className={styles['gold']} cx={110} cy={54} r={13} />
      <path className={styles['line']} d="M62 86h96" />
      <path className={styles['pale']} d="M52 108h46v58H52Z" />
      <circle className={styles['skin']} cx={75} cy={130} r={11} />
      <path className={styles['blue']} d="M58 164q2-20 17-20t17 20Z" />
      <path className={styles['thin']} d="M112 116h58M112 134h58M112 152h42M52 188h116M52 204h80" />
      <circle className={styles['red']} cx={150} cy={222} r={22} fillOpacity={0.2} />
      <path
        className={styles['red']}
        d="m150 210 3.5 7.5 8.5 1-6.3 5.6 1.8 8.3-7.5-4.2-7.5 4.2 1.8-8.3-6.3-5.6 8.5-1Z"
        strokeWidth={0}
      />
    </Art>
  );
}
