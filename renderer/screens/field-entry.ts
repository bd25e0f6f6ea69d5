import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldView } from '../../main/contract/field-view.ts';
import type { Primary } from '../frame/footer.tsx';
import { useSession } from '../session-context.ts';

type Change = string | ((before: string) => string);

/** What is typed and not yet sent. A new answer of the kiosk takes its place: the scanner can give it. */
export function useEntry(value: string): readonly [typed: string, setTyped: (change: Change) => void] {
  const [entry, setEntry] = useState({ typed: value, kept: value });
  if (entry.kept !== value) setEntry({ typed: value, kept: value });
  const setTyped = (change: Change): void =>
    setEntry((before) => ({ ...before, typed: typeof change === 'string' ? change : change(before.typed) }));
  return [entry.typed, setTyped];
}

/** The words of a field's faults and warnings: its own, else those of its kind of number, else what suits any field. */
export function useFieldWords(field: FieldView) {
  const { t } = useTranslation(['fields', 'codes']);
  const places = [`fields:${field.id}`, ...(field.kind === 'code' ? [`codes:${field.rule}`] : []), 'fields'];
  const inAny = (list: 'faults' | 'warnings', key: string | null): string | null =>
    key === null
      ? null
      : t(places.map((place) => (place === 'fields' ? `fields:${list}.${key}` : `${place}.${list}.${key}`)));
  return {
    question: t(`${field.id}.question`),
    hint: t(`${field.id}.hint`),
    short: t(`${field.id}.short`),
    fault: (fault: string | null) => inAny('faults', fault),
    warning: (warning: string | null) => inAny('warnings', warning),
  };
}

/** The way on from a question: with what was given, or past it where it may stay empty. */
export function useFieldPrimary(field: FieldView, given: string, ready: boolean): Primary {
  const { t } = useTranslation('fields');
  const { send } = useSession();
  const skips = field.optional && given === '';
  return {
    always: true,
    ...(skips ? { label: t('skip') } : {}),
    disabled: !skips && !ready,
    onPress: () => send({ type: 'answer', field: field.id, value: given }),
  };
}
