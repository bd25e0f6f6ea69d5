import { useTranslation } from 'react-i18next';
import { Frame } from '../frame/frame.tsx';
import { GuidanceNow } from './guidance-now.tsx';
import { PersonFacts } from './person-facts.tsx';
import type { StepOf } from './step.ts';

/** What the card said, partly hidden. */
export function CardShown({ step }: { readonly step: StepOf<'cardShown'> }) {
  const { t } = useTranslation('journey');
  return (
    <Frame
      heading={t('cardShown.heading')}
      line={t('cardShown.line')}
      primary={{ label: t('person.yes') }}
      tell={<GuidanceNow />}
      act={<PersonFacts person={step.person} />}
    />
  );
}
