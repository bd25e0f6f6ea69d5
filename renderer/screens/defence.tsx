import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextLine } from '../controls/text-line.tsx';
import { Frame } from '../frame/frame.tsx';
import { Keyboard } from '../keyboard/keyboard.tsx';
import { useSession } from '../session-context.ts';
import { EntryState } from './entry-state.tsx';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

/** What the visitor says for themselves, in their own words. */
export function Defence({ step }: { readonly step: StepOf<'defence'> }) {
  const { t } = useTranslation(['journey', 'fields']);
  const { snapshot, send } = useSession();
  const [typed, setTyped] = useState(step.value);
  const left = step.maxLength - [...typed].length;
  const wrong = left < 0 ? 'tooLong' : typed === step.value ? step.fault : null;
  return (
    <Frame
      heading={t('defence.heading')}
      line={t('defence.line')}
      primary={{
        always: true,
        disabled: typed.trim() === '' || left < 0,
        onPress: () => send({ type: 'answer', field: 'defence', value: typed }),
      }}
      entry={
        <>
          <TextLine
            label={t('defence.label')}
            value={typed}
            onChange={setTyped}
            maxLength={step.maxLength}
            faulty={wrong !== null}
            describedBy="entry-state"
          />
          <EntryState
            wrong={wrong === null ? null : t(`fields:faults.${wrong}`)}
            hint={t('fields:charactersLeft', { count: Math.max(0, left) })}
          />
        </>
      }
      act={
        <div className={screen['low']}>
          <Keyboard language={snapshot.language} value={typed} onChange={setTyped} kind="text" />
        </div>
      }
    />
  );
}
