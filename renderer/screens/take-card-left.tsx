import { useTranslation } from 'react-i18next';
import { Frame } from '../frame/frame.tsx';
import { TakeCard } from '../illustrations/take-card.tsx';
import { Drawing } from './drawing.tsx';

/** The visit is over and wiped; a card still lies on the reader. Goes away by itself when the card is lifted. */
export function TakeCardLeft() {
  const { t } = useTranslation('journey');
  return (
    <Frame
      centred
      heading={t('takeCard.heading')}
      line={t('takeCard.line')}
      tell={
        <Drawing>
          <TakeCard />
        </Drawing>
      }
    />
  );
}
