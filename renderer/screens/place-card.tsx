import { useTranslation } from 'react-i18next';
import { Frame } from '../frame/frame.tsx';
import { GuidanceNow } from './guidance-now.tsx';
import { OtherMethods } from './other-methods.tsx';
import type { StepOf } from './step.ts';
import { Working } from './working.tsx';

/** The card on the reader: a drawing, a line, a calm wait, a way round it. */
export function PlaceCardScreen({ step }: { readonly step: StepOf<'placeCard'> }) {
  const { t } = useTranslation('journey');
  return (
    <Frame
      heading={t('placeCard.heading')}
      line={t('placeCard.line')}
      act={
        <>
          <GuidanceNow usually={{ device: 'idCardReader', act: 'place' }} />
          <Working text={t(`placeCard.${step.phase}`)} />
          <OtherMethods />
        </>
      }
    />
  );
}
