import { useTranslation } from 'react-i18next';
import { Choice } from '../controls/choice.tsx';
import { Frame } from '../frame/frame.tsx';
import { useSession } from '../session-context.ts';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

/** A question that decides early whether the kiosk can help: touching an answer is the answer. */
export function Question({ step }: { readonly step: StepOf<'question'> }) {
  const { t } = useTranslation('fields');
  const { send } = useSession();
  const answer = (value: string): void => send({ type: 'answer', field: step.id, value });
  return (
    <Frame
      heading={t(`${step.id}.question`)}
      line={t(`${step.id}.hint`)}
      primary={{ disabled: step.value === '', onPress: () => answer(step.value) }}
      act={
        <div className={screen['choices']}>
          {step.options.map((option) => (
            <Choice
              key={option}
              title={t(`${step.id}.options.${option}`)}
              chosen={option === step.value}
              onPress={() => answer(option)}
            />
          ))}
        </div>
      }
    />
  );
}
