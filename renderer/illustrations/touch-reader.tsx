import type { FingerGuidance } from '../../main/contract/finger.ts';
import { Art } from './art.tsx';
import styles from './art.module.css';

const motions: Readonly<Record<FingerGuidance, string | null>> = {
  place: 'press',
  hold: null,
  lift: 'liftOff',
  pressHarder: 'pressHarder',
  pressLighter: 'pressLighter',
  moveToCentre: 'toCentre',
  wipeFinger: 'raised',
};

/** A finger on the glass of the fingerprint reader, as the reader asks for it. */
export function TouchReader({ guidance = 'place' }: { readonly guidance?: FingerGuidance }) {
  const motion = motions[guidance];
  return (
    <Art width={360} height={260}>
      <path className={styles['pale']} d="M70 160h180l36 62H34Z" />
      <path className={styles['light']} d="M34 222h252v20q0 6-6 6H40q-6 0-6-6Z" />
      <ellipse className={styles['paper']} cx={160} cy={190} rx={66} ry={22} />
      <ellipse className={[styles['line'], styles['glow']].join(' ')} cx={160} cy={190} rx={66} ry={22} />
      <circle className={styles['green']} cx={262} cy={235} r={5} strokeWidth={0} />
      <g className={motion === null ? undefined : styles[motion]}>
        <path
          className={styles['skin']}
          d="M128 184q-8-12 6-18l86-58q26-36 62-36l42 64-46 34q-26 16-54 2l-64 20q-24 6-32-8Z"
        />
        <path className={styles['skin']} d="M224 172q-14-6-8-18 24-4 40 6M246 176q-10-10-2-18 18-2 30 6" />
        <path className={styles['thin']} d="M130 180q4-10 16-14" />
        <path className={styles['blue']} d="m284 66 32-14 36 78-26 16Z" />
      </g>
      <Sign guidance={guidance} />
    </Art>
  );
}

/** What a still picture cannot show by the finger alone. */
function Sign({ guidance }: { readonly guidance: FingerGuidance }) {
  switch (guidance) {
    case 'place':
      return <path className={styles['line']} d="M96 66v64m-20-20 20 22 20-22" />;
    case 'pressHarder':
      return <path className={styles['thick']} d="M96 60v64m-24-24 24 26 24-26" />;
    case 'lift':
      return <path className={styles['line']} d="M96 132V68m-20 20 20-22 20 22" />;
    case 'pressLighter':
      return <path className={styles['line']} d="M96 132V68m-20 20 20-22 20 22" strokeDasharray="8 9" />;
    case 'moveToCentre':
      return <path className={styles['line']} d="M62 110h74m-20-20 22 20-22 20" />;
    case 'hold':
      return (
        <>
          <circle className={styles['green']} cx={96} cy={96} r={30} />
          <path className={styles['onBlue']} d="m82 97 10 11 19-23" />
        </>
      );
    case 'wipeFinger':
      return (
        <g className={styles['rub']}>
          <path className={styles['paper']} d="M54 76 108 56l40 34-8 40-58 14-30-30Z" />
          <path className={styles['thin']} d="m74 84 40 34m-18-42 34 28M66 100l26 28" />
        </g>
      );
  }
}
