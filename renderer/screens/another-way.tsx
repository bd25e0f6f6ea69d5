import { Headset } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { useAllowed, useSession } from '../session-context.ts';

/** The way round the camera, wherever the kiosk offers it. */
export function AnotherWay() {
  const { t } = useTranslation('journey');
  const { send } = useSession();
  if (!useAllowed('anotherWay')) return null;
  return (
    <Button wide icon={<Headset aria-hidden />} onPress={() => send({ type: 'anotherWay' })}>
      {t('anotherWay')}
    </Button>
  );
}
