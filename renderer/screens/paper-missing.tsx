import { FileQuestion } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { useSession } from '../session-context.ts';

/** The printer may be wrong. Asked once before an officer is called: most papers lie under the flap. */
export function PaperMissing() {
  const { t } = useTranslation('journey');
  const { send } = useSession();
  const [asking, setAsking] = useState(false);
  const found = (): void => setAsking(false);
  return (
    <>
      <Button wide icon={<FileQuestion aria-hidden />} onPress={() => setAsking(true)}>
        {t('paperMissing.say')}
      </Button>
      {asking ? (
        <Dialog title={t('paperMissing.title')} text={t('paperMissing.text')} onDismiss={found}>
          <Button kind="primary" wide onPress={found}>
            {t('paperMissing.found')}
          </Button>
          <Button
            wide
            onPress={() => {
              found();
              send({ type: 'paperMissing' });
            }}
          >
            {t('paperMissing.missing')}
          </Button>
        </Dialog>
      ) : null}
    </>
  );
}
