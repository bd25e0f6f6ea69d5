import { useTranslation } from 'react-i18next';
import { PagedChoices } from '../controls/paged-choices.tsx';
import { Frame } from '../frame/frame.tsx';
import { useSession } from '../session-context.ts';
import { EntryState } from './entry-state.tsx';
import { useFieldPrimary, useFieldWords } from './field-entry.ts';
import type { FieldProps } from './field-props.ts';

/** One of several: touching it is the answer. Next is there when an answer was given before, or none is needed. */
export function ChoiceField({ field, value, fault }: FieldProps<'choice'>) {
  const { t } = useTranslation(['fields', 'journey']);
  const { send, service } = useSession();
  const words = useFieldWords(field);
  const choices = field.options.map((option) => {
    const hours = service?.purposes.find(({ id }) => id === option)?.validityHours;
    return {
      id: option,
      title: t(`${field.id}.options.${option}`),
      hint: hours === undefined ? undefined : t('journey:validHours', { count: hours }),
    };
  });
  return (
    <Frame
      heading={words.question}
      line={words.hint}
      primary={useFieldPrimary(field, value, value !== '')}
      tell={fault ? <EntryState wrong={words.fault(fault)} hint="" /> : null}
      act={
        <PagedChoices
          choices={choices}
          chosen={value}
          onChoose={(option) => send({ type: 'answer', field: field.id, value: option })}
        />
      }
    />
  );
}
