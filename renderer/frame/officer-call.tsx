import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { Officer } from '../illustrations/officer.tsx';
import { useSession } from '../session-context.ts';
import styles from './officer-call.module.css';

/** What becomes of "Call an officer": it rings, or nobody answers and another way is named. */
export function OfficerCall() {
  const { t } = useTranslation('common');
  const { snapshot, send } = useSession();
  const { officerCall, kiosk, language } = snapshot;
  if (officerCall === 'none') return null;
  const hangUp = (): void => send({ type: 'cancelOfficerCall' });
  const calling = officerCall === 'calling';
  return (
    <Dialog
      key={officerCall}
      title={t(calling ? 'officer.calling' : 'officer.noAnswer')}
      text={
        calling
          ? t('officer.callingText')
          : t('officer.noAnswerText', { phone: kiosk.officerPhone, counter: kiosk.nearestCounter[language] })
      }
      onDismiss={hangUp}
    >
      <div className={styles['drawing']}>
        <Officer calling={calling} />
      </div>
      {calling ? null : (
        <Button kind="primary" wide onPress={() => send({ type: 'callOfficer' })}>
          {t('officer.callAgain')}
        </Button>
      )}
      <Button wide onPress={hangUp}>
        {t(calling ? 'officer.hangUp' : 'officer.close')}
      </Button>
    </Dialog>
  );
}
