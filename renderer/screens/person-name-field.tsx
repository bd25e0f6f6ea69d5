import { normalisePersonName, personNameProblem } from '../../main/contract/person-name.ts';
import { useTranslation } from 'react-i18next';
import { TextLine } from '../controls/text-line.tsx';
import { Frame } from '../frame/frame.tsx';
import { Keyboard } from '../keyboard/keyboard.tsx';
import { useSession } from '../session-context.ts';
import { EntryState } from './entry-state.tsx';
import { useEntry, useFieldPrimary, useFieldWords } from './field-entry.ts';
import type { FieldProps } from './field-props.ts';
import screen from './screen.module.css';

/** As long as the longest Latin name of a passport's machine-readable zone, with its spaces. */
const LONGEST_NAME = 60;

/** Somebody's name as on their card or document. */
export function PersonNameField({ field, value, fault }: FieldProps<'personName'>) {
  const { t } = useTranslation('journey');
  const { snapshot } = useSession();
  const words = useFieldWords(field);
  const [typed, setTyped] = useEntry(value);
  const name = normalisePersonName(typed);
  const live = personNameProblem(name);
  const told = name === value ? fault : null;
  // An unfinished name is not a wrong name.
  const wrong = live === 'empty' || live === 'tooShort' || live === 'badDot' ? told : (live ?? told);
  return (
    <Frame
      heading={words.question}
      line={words.hint}
      primary={useFieldPrimary(field, name, live === null)}
      entry={
        <>
          <TextLine
            label={words.short}
            value={typed}
            onChange={setTyped}
            maxLength={LONGEST_NAME}
            faulty={wrong !== null}
            describedBy="entry-state"
          />
          <EntryState wrong={words.fault(wrong)} hint={t('personName.hint')} />
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
