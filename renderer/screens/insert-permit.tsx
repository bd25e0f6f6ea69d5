import { useTranslation } from 'react-i18next';
import { Frame } from '../frame/frame.tsx';
import { GuidanceNow } from './guidance-now.tsx';
import { OtherMethods } from './other-methods.tsx';
import type { StepOf } from './step.ts';
import { Working } from './working.tsx';

/** The permit in its slot, chip first: a drawing, a line, a calm wait, a way round it. */
export function InsertPermitScreen({ step }: { readonly step: StepOf<'insertPermit'> }) {
  const { t } = useTranslation('journey');
  return (
    <Frame
      heading={t('insertPermit.heading')}
      line={t('insertPermit.line')}
      act={
        <>
          <GuidanceNow usually={{ device: 'permitSlot', act: 'insert' }} />
          <Working text={t(`insertPermit.${step.phase}`)} />
          <OtherMethods />
        </>
      }
    />
  );
}
