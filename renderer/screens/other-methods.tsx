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
  const mayType = useAllowed('type');
  const mayTypeDocument = useAllowed('typeDocument');
  const byHand = [...(mayType ? (['type'] as const) : []), ...(mayTypeDocument ? (['typedDocument'] as const) : [])];
  return (
    <div className={[screen['pair'], screen['low']].join(' ')}>
      {byHand.map((method) => (
        <Button
          key={method}
          wide
          icon={<KeyboardDrawing aria-hidden />}
          onPress={() => send({ type: 'chooseMethod', method })}
        >
          {t(`otherMethods.${method}`)}
        </Button>
      ))}
      {canGoBack ? (
        <Button wide icon={<Shuffle aria-hidden />} onPress={() => send({ type: 'back' })}>
          {t('otherMethods.choose')}
        </Button>
      ) : null}
      <AnotherWay />
    </div>
  );
}
