import { Keyboard as KeyboardDrawing } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { Frame } from '../frame/frame.tsx';
import { PlaceCard } from '../illustrations/place-card.tsx';
import { useSession } from '../session-context.ts';
import { Drawing } from './drawing.tsx';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';
import { Working } from './working.tsx';

/** The card on the reader: a drawing, a line, a calm wait, a way round it. */
export function PlaceCardScreen({ step }: { readonly step: StepOf<'placeCard'> }) {
  const { t } = useTranslation('journey');
  const { send } = useSession();
  return (
    <Frame
      heading={t('placeCard.heading')}
      line={t('placeCard.line')}
      tell={
        <>
          <Drawing>
            <PlaceCard />
          </Drawing>
          <Working text={t(`placeCard.${step.phase}`)} />
        </>
      }
      act={
        <div className={screen['low']}>
          <Button
            wide
            icon={<KeyboardDrawing aria-hidden />}
            onPress={() => send({ type: 'chooseMethod', method: 'type' })}
          >
            {t('placeCard.typeInstead')}
          </Button>
        </div>
      }
    />
  );
}
