import type { ComponentType } from 'react';
import type { VisitorGroup } from '../../main/contract/visitor-group.ts';
import { Art } from './art.tsx';
import styles from './art.module.css';

/** The resident's ID card: lines, and the photo on the right. */
function IdCard() {
  return (
    <Art width={150} height={100}>
      <rect className={styles['light']} x={6} y={8} width={138} height={84} rx={10} />
      <path className={styles['paper']} d="M96 24h36v48H96Z" />
      <circle className={styles['skin']} cx={114} cy={42} r={9} />
      <path className={styles['blue']} d="M99 70q2-16 15-16t15 16Z" />
      <path className={styles['thin']} d="M20 30h60M20 46h60M20 62h40M20 78h84" />
    </Art>
  );
}

/** A travel permit: a card with its chip. */
function TravelPermit() {
  return (
    <Art width={150} height={100}>
      <rect className={styles['pale']} x={6} y={8} width={138} height={84} rx={10} />
      <path className={styles['paper']} d="M18 30h34v46H18Z" />
      <circle className={styles['skin']} cx={35} cy={46} r={9} />
      <path className={styles['blue']} d="M21 74q2-16 14-16t14 16Z" />
      <rect className={styles['gold']} x={104} y={24} width={28} height={22} rx={4} />
      <path className={styles['thin']} d="M64 30h28M64 46h28M64 62h68M64 78h50" />
    </Art>
  );
}

/** A passport with a globe. */
function Passport() {
  return (
    <Art width={150} height={100}>
      <path className={styles['blue']} d="M42 4h62q8 0 8 8v76q0 8-8 8H42Z" />
      <path
        className={styles['goldLine']}
        d="M56 42a21 21 0 1 0 42 0 21 21 0 1 0-42 0M77 21q-16 21 0 42 16-21 0-42M56 42h42M60 80h34"
      />
    </Art>
  );
}

/** What each group usually carries: the quickest sign for who is meant. */
export const groupDrawings: Readonly<Record<VisitorGroup, ComponentType>> = {
  mainland: IdCard,
  hmt: TravelPermit,
  foreign: Passport,
};
