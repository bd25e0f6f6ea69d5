import { useTranslation } from 'react-i18next';
import type { FieldFault, FieldView } from '../../main/contract/session-snapshot.ts';
import { Choice } from '../controls/choice.tsx';
import { Frame } from '../frame/frame.tsx';
import { useSession } from '../session-context.ts';
import styles from './choice-field.module.css';
import { EntryState } from './entry-state.tsx';

interface ChoiceFieldProps {
  readonly field: Extract<FieldView, { readonly kind: 'choice' }>;
  readonly value: string;
  readonly fault: FieldFault | null;
}

/** One of several: touching it is the answer. Next is there when an answer was given before. */
export function ChoiceField({ field, value, fault }: ChoiceFieldProps) {
  const { t } = useTranslation(['fields', 'journey']);
  const { send, service } = useSession();
  const answer = (option: string): void => send({ type: 'answer', field: field.id, value: option });
  return (
    <Frame
      heading={t(`${field.id}.question`)}
      line={t(`${field.id}.hint`)}
      primary={{ disabled: value === '', onPress: () => answer(value) }}
      tell={fault ? <EntryState wrong={t(`${field.id}.faults.${fault}`)} hint="" /> : null}
      act={
        <div className={styles['options']}>
          {field.options.map((option) => {
            const hours = service?.purposes.find(({ id }) => id === option)?.validityHours;
            return (
              <Choice
                key={option}
                title={t(`${field.id}.options.${option}`)}
                hint={hours === undefined ? undefined : t('journey:validHours', { count: hours })}
                chosen={option === value}
                onPress={() => answer(option)}
              />
            );
          })}
        </div>
      }
    />
  );
}
