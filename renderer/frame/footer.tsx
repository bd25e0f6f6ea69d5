import { Accessibility, ArrowLeft, ArrowRight, Eraser, Headset } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { useAllowed, useSession } from '../session-context.ts';
import styles from './footer.module.css';
import { useComfort } from './use-comfort.ts';

/** The way on: its words, and what it does when that is not simply the next step. */
export interface Primary {
  readonly label?: string;
  readonly disabled?: boolean;
  readonly onPress?: () => void;
  /** Shown although the kiosk did not offer `next`: the step has its own event. */
  readonly always?: boolean;
  /** The way on is the end: the same button twice would be a riddle. */
  readonly ends?: boolean;
}

/** Never moves: Back on the left, End and clear in the middle, Next on the right; below them help. */
export function Footer({ primary, onEnd }: { readonly primary: Primary | undefined; readonly onEnd: () => void }) {
  const { t } = useTranslation('common');
  const { send } = useSession();
  const canGoBack = useAllowed('back');
  const endsAnyway = primary?.ends ?? false;
  const canEnd = useAllowed('end') && !endsAnyway;
  const canCall = useAllowed('callOfficer');
  const canGoOn = useAllowed('next') || (primary?.always ?? false);
  const { comfort, set } = useComfort();
  return (
    <footer className={[styles['foot'], endsAnyway ? styles['last'] : ''].join(' ')}>
      <div className={styles['back']}>
        {canGoBack ? (
          <Button icon={<ArrowLeft aria-hidden />} onPress={() => send({ type: 'back' })}>
            {t('back')}
          </Button>
        ) : null}
      </div>
      <div className={styles['end']}>
        {canEnd ? (
          <Button icon={<Eraser aria-hidden />} onPress={onEnd}>
            {t('end')}
          </Button>
        ) : null}
      </div>
      <div className={styles['next']}>
        {canGoOn ? (
          <Button
            kind="primary"
            iconAfter={<ArrowRight aria-hidden />}
            disabled={primary?.disabled ?? false}
            onPress={primary?.onPress ?? (() => send({ type: 'next' }))}
          >
            {primary?.label ?? t('next')}
          </Button>
        ) : null}
      </div>
      <div className={styles['reach']}>
        <Button
          kind="quiet"
          pressed={comfort.reach}
          icon={<Accessibility aria-hidden />}
          onPress={() => set({ reach: !comfort.reach })}
        >
          {t(comfort.reach ? 'comfort.reachOff' : 'comfort.reach')}
        </Button>
      </div>
      <div className={styles['officer']}>
        {canCall ? (
          <Button kind="quiet" icon={<Headset aria-hidden />} onPress={() => send({ type: 'callOfficer' })}>
            {t('officer.call')}
          </Button>
        ) : null}
      </div>
    </footer>
  );
}
