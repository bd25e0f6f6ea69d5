import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { useSession } from '../session-context.ts';
import { speak } from '../speech.ts';
import styles from './idle-warning.module.css';

/** WCAG 2.2.1: before the wipe there is a warning, time to answer it, and one simple way to go on. */
export function IdleWarning() {
  const { snapshot } = useSession();
  return snapshot.idleSecondsLeft === null ? null : <Warning seconds={snapshot.idleSecondsLeft} />;
}

function Warning({ seconds }: { readonly seconds: number }) {
  const { t } = useTranslation('common');
  const { snapshot, send } = useSession();
  const { language } = snapshot;
  const { speech } = snapshot.comfort;
  const goOn = (): void => send({ type: 'needMoreTime' });
  useEffect(() => {
    if (speech) speak(`${t('idle.title')} ${t('idle.text')}`, language);
  }, [speech, language, t]);
  return (
    <Dialog urgent title={t('idle.title')} text={t('idle.text')} onDismiss={goOn}>
      <p className={styles['count']} role="timer">
        <strong>{seconds}</strong> {t('idle.seconds', { count: seconds })}
      </p>
      <Button kind="primary" wide onPress={goOn}>
        {t('idle.continue')}
      </Button>
      <Button wide onPress={() => send({ type: 'end' })}>
        {t('end')}
      </Button>
    </Dialog>
  );
}
