import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { useSession } from '../session-context.ts';

/** Asked once before anything is wiped. */
export function EndQuestion({ onKeep }: { readonly onKeep: () => void }) {
  const { t } = useTranslation('common');
  const { send } = useSession();
  return (
    <Dialog title={t('endQuestion.title')} text={t('endQuestion.text')} onDismiss={onKeep}>
      <Button kind="primary" wide onPress={onKeep}>
        {t('endQuestion.keep')}
      </Button>
      <Button wide onPress={() => send({ type: 'end' })}>
        {t('endQuestion.end')}
      </Button>
    </Dialog>
  );
}
