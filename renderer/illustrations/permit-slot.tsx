import type { ReactNode } from 'react';
import { Art } from './art.tsx';
import styles from './art.module.css';

/** The permit card goes into the slot, its chip first. */
export function InsertPermit() {
  return (
    <Slot above="insert-permit" arrow="M282 212v-72m-20 20 20-22 20 22">
      <g className={styles['goIn']}>
        <PermitCard />
      </g>
    </Slot>
  );
}

/** The permit card lies in the slot while its back is written on; it is not to be pulled. */
export function WritePermit() {
  return (
    <Slot above="write-permit" arrow={null} height={190}>
      <g transform="translate(0 -70)">
        <PermitCard />
      </g>
      <g className={styles['rub']}>
        <path className={styles['gold']} d="m146 156 22-34 14 9-22 34-16 9Z" />
      </g>
    </Slot>
  );
}

/** The slot gives the permit card back. */
export function TakePermit() {
  return (
    <Slot above="take-permit" arrow="M282 136v72m-20-20 20 22 20-22">
      <g className={styles['comeOut']}>
        <PermitCard />
      </g>
    </Slot>
  );
}

function Slot({
  above,
  arrow,
  height = 260,
  children,
}: {
  readonly above: string;
  /** Which way the card goes; null where it stays. */
  readonly arrow: string | null;
  readonly height?: number;
  readonly children: ReactNode;
}) {
  return (
    <Art width={320} height={height}>
      <path className={styles['pale']} d="M24 30q0-10 10-10h252q10 0 10 10v76H24Z" />
      <path className={styles['dark']} d="M72 84h176v14H72Z" />
      <circle className={[styles['green'], styles['glow']].join(' ')} cx={160} cy={52} r={8} strokeWidth={0} />
      <clipPath id={above}>
        <path d="M0 94h320v170H0Z" />
      </clipPath>
      <g clipPath={`url(#${above})`}>{children}</g>
      {arrow === null ? null : <path className={styles['line']} d={arrow} />}
    </Art>
  );
}

function PermitCard() {
  return (
    <>
      <rect className={styles['light']} x={90} y={84} width={140} height={152} rx={10} />
      <rect className={styles['gold']} x={140} y={112} width={40} height={30} rx={5} />
      <path className={styles['thin']} d="M140 127h40M160 112v30" />
      <path className={styles['thin']} d="M110 170h100M110 188h100M110 206h60" />
    </>
  );
}
