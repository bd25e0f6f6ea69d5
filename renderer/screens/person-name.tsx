import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalisePersonName, personNameProblem } from '../../main/contract/person-name.ts';
import { TextLine } from '../controls/text-line.tsx';
import { Frame } from '../frame/frame.tsx';
import { Keyboard } from '../keyboard/keyboard.tsx';
import { useSession } from '../session-context.ts';
import { EntryState } from './entry-state.tsx';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

/** As long as the longest Latin name of a passport's machine-readable zone, with its spaces. */
const LONGEST_NAME = 60;

/** The name as on the card. */
export function PersonName({ step }: { readonly step: StepOf<'personName'> }) {
  const { t } = useTranslation('journey');
  const { snapshot, send } = useSession();
  const [typed, setTyped] = useState(step.value);
  const name = normalisePersonName(typed);
  const live = personNameProblem(name);
  const told = name === step.value ? step.fault : null;
  // An unfinished name is not a wrong name.
  const wrong = live === 'empty' || live === 'tooShort' || live === 'badDot' ? told : (live ?? told);
  return (
    <Frame
      heading={t('personName.heading')}
      line={t('personName.line')}
      primary={{
        always: true,
        disabled: live !== null,
        onPress: () => send({ type: 'answer', field: 'personName', value: name }),
      }}
      entry={
        <>
          <TextLine
            label={t('personName.label')}
            value={typed}
            onChange={setTyped}
            maxLength={LONGEST_NAME}
            faulty={wrong !== null}
            describedBy="entry-state"
          />
          <EntryState wrong={wrong === null ? null : t(`personName.faults.${wrong}`)} hint={t('personName.hint')} />
        </>
      }
      act={
        <div className={screen['low']}>
          <Keyboard language={snapshot.language} value={typed} onChange={setTyped} kind="name" />
        </div>
      }
    />
  );
}
