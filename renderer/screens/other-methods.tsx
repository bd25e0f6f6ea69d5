import { Keyboard as KeyboardDrawing, Shuffle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { useAllowed, useSession } from '../session-context.ts';
import { AnotherWay } from './another-way.tsx';
import screen from './screen.module.css';

/** The ways round a device that reads a document: type, take something else, ask an officer. */
export function OtherMethods() {
  const { t } = useTranslation('journey');
  const { send } = useSession();
  const canGoBack = useAllowed('back');
  return (
    <div className={[screen['pair'], screen['low']].join(' ')}>
      <Button
        wide
        icon={<KeyboardDrawing aria-hidden />}
        onPress={() => send({ type: 'chooseMethod', method: 'type' })}
      >
        {t('otherMethods.type')}
      </Button>
      {canGoBack ? (
        <Button wide icon={<Shuffle aria-hidden />} onPress={() => send({ type: 'back' })}>
          {t('otherMethods.choose')}
        </Button>
      ) : null}
      <AnotherWay />
    </div>
  );
}
