import type { ReactNode } from 'react';
import { Art } from './art.tsx';
import styles from './art.module.css';

/** The page with the machine-readable lines goes face down onto the scanner's glass. */
export function ScanPassport() {
  return (
    <Scan>
      <path className={styles['blue']} d="M86 6h174q8 0 8 8v112H78V14q0-8 8-8Z" />
      <path className={styles['paper']} d="M86 14h174v112H86Z" />
      <path className={styles['pale']} d="M98 26h44v52H98Z" />
      <circle className={styles['skin']} cx={120} cy={46} r={11} />
      <path className={styles['blue']} d="M103 76q2-18 17-18t17 18Z" />
      <path className={styles['thin']} d="M156 34h88M156 50h88M156 66h52" />
      <MachineLines y={94} rows={2} from={98} to={248} />
    </Scan>
  );
}

/** The back of a permit card, with its line, goes face down onto the glass. */
export function ScanPermit() {
  return (
    <Scan>
      <rect className={styles['paper']} x={82} y={18} width={182} height={108} rx={12} />
      <path className={styles['blue']} d="M82 34h182v14H82Z" strokeWidth={0} />
      <path className={styles['thin']} d="M98 66h84M98 80h56" />
      <MachineLines y={98} rows={1} from={98} to={248} />
    </Scan>
  );
}

function Scan({ children }: { readonly children: ReactNode }) {
  return (
    <Art width={346} height={280}>
      <path className={styles['pale']} d="M62 184h222l42 66H20Z" />
      <path className={styles['light']} d="M20 250h306v16q0 6-6 6H26q-6 0-6-6Z" />
      <path className={[styles['paper'], styles['glow']].join(' ')} d="M84 196h178l26 42H58Z" />
      <circle className={styles['green']} cx={302} cy={261} r={5} strokeWidth={0} />
      <g className={styles['turnDown']}>{children}</g>
      <path className={styles['line']} d="M296 62q34 46 4 98m-22-12 22 14 8-26" />
    </Art>
  );
}

/** What the scanner reads, marked so that nobody has to look for it. */
function MachineLines({
  y,
  rows,
  from,
  to,
}: {
  readonly y: number;
  readonly rows: 1 | 2;
  readonly from: number;
  readonly to: number;
}) {
  return (
    <>
      <rect
        className={styles['mark']}
        x={from - 6}
        y={rows === 2 ? y - 8 : y - 2}
        width={to - from + 12}
        height={rows === 2 ? 34 : 22}
        rx={5}
      />
      {Array.from({ length: rows }, (_, row) => (
        <path key={row} className={styles['zone']} d={`M${from} ${rows === 2 ? y + 2 + row * 14 : y + 9}H${to}`} />
      ))}
    </>
  );
}
