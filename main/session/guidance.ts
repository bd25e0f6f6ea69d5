import type { Guidance } from '../contract/device-status.ts';
import type { Belonging } from '../contract/result-view.ts';
import type { Step } from '../contract/session-snapshot.ts';

const takeFrom: Readonly<Record<Belonging, Guidance>> = {
  card: { device: 'idCardReader', act: 'take' },
  passport: { device: 'passportReader', act: 'take' },
  permit: { device: 'permitSlot', act: 'take' },
  dispensedCard: { device: 'cardDispenser', act: 'take' },
  receipt: { device: 'receiptPrinter', act: 'take' },
};

/**
 * The one device that the visitor is to use now: the drawing on the screen and the light beside the device. Of several
 * things to take, what somebody brought comes before the paper.
 */
export function guidanceOf(step: Step, left: readonly Belonging[]): Guidance | null {
  switch (step.name) {
    case 'placeCard':
      return { device: 'idCardReader', act: 'place' };
    case 'cardShown':
      return takeFrom.card;
    case 'documentShown':
      return step.lies === 'onScanner' ? takeFrom.passport : null;
    case 'scanDocument':
      return step.triesLeft > 0 ? { device: 'passportReader', act: 'place' } : null;
    case 'scanCode':
      return { device: 'codeScanner', act: 'show' };
    case 'insertPermit':
    case 'surrenderCard':
      return step.phase === 'waiting' ? { device: 'permitSlot', act: 'insert' } : null;
    case 'fingers':
      return { device: 'fingerprintReader', act: 'touch' };
    case 'idPhoto':
      return step.shots.length < 2 ? { device: 'camera', act: 'look' } : null;
    case 'faceCapture':
      return { device: 'camera', act: 'look' };
    case 'fingerprint':
      return { device: 'fingerprintReader', act: 'touch' };
    case 'printing':
      return paperToTake(step);
    case 'result':
      return (left[0] && takeFrom[left[0]]) ?? paperToTake(step.result);
    case 'takeBelongings':
      return left[0] ? takeFrom[left[0]] : null;
    default:
      return null;
  }
}

function paperToTake({ document, receipt }: Pick<Extract<Step, { name: 'printing' }>, 'document' | 'receipt'>) {
  if (document.state === 'printed') return { device: 'documentPrinter', act: 'take' } as const;
  return receipt.state === 'printed' ? takeFrom.receipt : null;
}
