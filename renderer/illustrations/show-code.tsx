import { Art } from './art.tsx';
import styles from './art.module.css';

/** A telephone with a code is held before the scanner's light. */
export function ShowCode() {
  return (
    <Art width={340} height={260}>
      <path className={styles['pale']} d="M20 74q0-12 12-12h54v150H32q-12 0-12-12Z" />
      <rect className={styles['dark']} x={70} y={100} width={16} height={74} rx={6} />
      <circle className={styles['green']} cx={44} cy={86} r={6} strokeWidth={0} />
      <path className={[styles['beam'], styles['glow']].join(' ')} d="M88 108 196 62v150L88 166Z" />
      <g className={styles['approach']}>
        <path className={styles['skin']} d="M226 250q-22-36-8-80l20-8h54l14 16q18 22 12 72Z" />
        <rect className={styles['dark']} x={196} y={36} width={104} height={178} rx={14} />
        <rect className={styles['paper']} x={205} y={50} width={86} height={150} rx={4} strokeWidth={0} />
        <path
          className={styles['ink']}
          d="M217 76h22v22h-22ZM257 76h22v22h-22ZM217 116h22v22h-22ZM250 108h10v10h-10ZM266 108h12v8h-12ZM248 126h8v12h-8ZM262 122h16v16h-16Z"
        />
        <path className={styles['inkHole']} d="M223 82h10v10h-10ZM263 82h10v10h-10ZM223 122h10v10h-10Z" />
        <path className={styles['thin']} d="M221 160h54M221 176h34" />
        <path className={styles['skin']} d="M192 150q-8-16 4-20 14-2 24 20l-4 22q-18 0-24-22Z" />
      </g>
    </Art>
  );
}
