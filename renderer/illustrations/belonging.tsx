import type { ComponentType } from 'react';
import type { Belonging } from '../../main/contract/result-view.ts';
import { TakePermit } from './permit-slot.tsx';
import { TakeCard } from './take-card.tsx';
import { TakeNewCard } from './take-new-card.tsx';
import { TakePassport } from './take-passport.tsx';
import { TakeReceipt } from './take-receipt.tsx';

/** Each thing that a visitor can leave behind, being taken. */
export const belongingDrawings: Readonly<Record<Belonging, ComponentType>> = {
  card: TakeCard,
  passport: TakePassport,
  permit: TakePermit,
  dispensedCard: TakeNewCard,
  receipt: TakeReceipt,
};
