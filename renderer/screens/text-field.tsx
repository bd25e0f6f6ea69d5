import { useTranslation } from 'react-i18next';
import { TextLine } from '../controls/text-line.tsx';
import { Frame } from '../frame/frame.tsx';
import { Keyboard } from '../keyboard/keyboard.tsx';
import { useSession } from '../session-context.ts';
import { EntryState } from './entry-state.tsx';
import { useEntry, useFieldPrimary, useFieldWords } from './field-entry.ts';
import type { FieldProps } from './field-props.ts';
import screen from './screen.module.css';

/** A line of free text. */
export function TextField({ field, value, fault }: FieldProps<'text'>) {
  const { t } = useTranslation('fields');
  const { snapshot } = useSession();
  const words = useFieldWords(field);
  const [typed, setTyped] = useEntry(value);
  const left = field.maxLength - [...typed].length;
  const wrong = left < 0 ? 'tooLong' : typed === value ? fault : null;
  return (
    <Frame
      heading={words.question}
      line={words.hint}
      primary={useFieldPrimary(field, typed.trim(), typed.trim() !== '' && left >= 0)}
      entry={
        <>
          <TextLine
            label={words.short}
            value={typed}
            onChange={setTyped}
            maxLength={field.maxLength}
            faulty={wrong !== null}
            describedBy="entry-state"
          />
          <EntryState wrong={words.fault(wrong)} hint={t('charactersLeft', { count: Math.max(0, left) })} />
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
