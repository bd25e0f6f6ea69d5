import type { ComponentType } from 'react';
import type { DeviceName, Guidance } from '../../main/contract/device-status.ts';
import { LookAtCamera } from './look-at-camera.tsx';
import { InsertPermit, TakePermit } from './permit-slot.tsx';
import { PlaceCard } from './place-card.tsx';
import { ScanPassport } from './scan-document.tsx';
import { ShowCode } from './show-code.tsx';
import { TakeCard } from './take-card.tsx';
import { TakeNewCard } from './take-new-card.tsx';
import { TakePaper } from './take-paper.tsx';
import { TakePassport } from './take-passport.tsx';
import { TakeReceipt } from './take-receipt.tsx';
import { TouchReader } from './touch-reader.tsx';

/** What a visitor can be asked to do at each device, drawn. Nothing is asked of anybody at the control board. */
export const guidanceDrawings: Readonly<Record<DeviceName, Readonly<Partial<Record<Guidance['act'], ComponentType>>>>> =
  {
    idCardReader: { place: PlaceCard, take: TakeCard },
    passportReader: { place: ScanPassport, take: TakePassport },
    permitSlot: { insert: InsertPermit, take: TakePermit },
    cardDispenser: { take: TakeNewCard },
    receiptPrinter: { take: TakeReceipt },
    documentPrinter: { take: TakePaper },
    camera: { look: LookAtCamera },
    fingerprintReader: { touch: TouchReader },
    codeScanner: { show: ShowCode },
    ioBoard: {},
  };

/** The drawing of what is to be done now; nothing where nothing is. */
export function GuidanceDrawing({ guidance }: { readonly guidance: Guidance | null }) {
  const Drawing = guidance ? guidanceDrawings[guidance.device][guidance.act] : undefined;
  return Drawing ? <Drawing /> : null;
}
