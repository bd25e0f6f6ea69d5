import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldFault, FieldView } from '../../main/contract/session-snapshot.ts';
import { TextLine } from '../controls/text-line.tsx';
import { Frame } from '../frame/frame.tsx';
import { Keyboard } from '../keyboard/keyboard.tsx';
import { useSession } from '../session-context.ts';
import { EntryState } from './entry-state.tsx';
import screen from './screen.module.css';

interface TextFieldProps {
  readonly field: Extract<FieldView, { readonly kind: 'text' }>;
  readonly value: string;
  readonly fault: FieldFault | null;
}

/** A line of free text. */
export function TextField({ field, value, fault }: TextFieldProps) {
  const { t } = useTranslation('fields');
  const { snapshot, send } = useSession();
  const [typed, setTyped] = useState(value);
  const left = field.maxLength - [...typed].length;
  const wrong = left < 0 ? 'tooLong' : typed === value ? fault : null;
  return (
    <Frame
      heading={t(`${field.id}.question`)}
      line={t(`${field.id}.hint`)}
      primary={{
        always: true,
        disabled: typed.trim() === '' || left < 0,
        onPress: () => send({ type: 'answer', field: field.id, value: typed }),
      }}
      entry={
        <>
          <TextLine
            label={t(`${field.id}.short`)}
            value={typed}
            onChange={setTyped}
            maxLength={field.maxLength}
            faulty={wrong !== null}
            describedBy="entry-state"
          />
          <EntryState
            wrong={wrong === null ? null : t(`${field.id}.faults.${wrong}`)}
            hint={t('charactersLeft', { count: Math.max(0, left) })}
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
