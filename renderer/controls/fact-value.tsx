import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { FactRow, FactValue } from '../../main/contract/fact-row.ts';
import type { Language } from '../../main/contract/language.ts';
import { useSession } from '../session-context.ts';
import { dayWords, momentWords } from './day.ts';
import { HiddenValue } from './hidden-value.tsx';
import { yuanDigits } from './money.tsx';

/** What an office says, in words; what is hidden stays masked. */
function factText(value: FactValue, language: Language, t: TFunction): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'bilingual':
      return value.text[language];
    case 'date':
      return dayWords(value.date, language);
    case 'time':
      return momentWords(value.time, language);
    case 'money':
      return t('journey:fee.yuan', { fee: yuanDigits(value.fen) });
    case 'count':
      return String(value.count);
    case 'word':
      return t(`facts:values.${value.of}.${value.key}`);
    case 'hidden':
      return value.masked;
  }
}

/** The name and the words of a fact, in the visitor's language. */
export function useFactWords(): (row: FactRow) => { readonly name: string; readonly text: string } {
  const { t } = useTranslation(['facts', 'journey']);
  const { language } = useSession().snapshot;
  return ({ id, value }) => ({ name: t(`facts:${id}`), text: factText(value, language, t) });
}

/** The value of a fact, with a button to show it where it is hidden. */
export function FactWords({ row }: { readonly row: FactRow }) {
  const { name, text } = useFactWords()(row);
  const { value } = row;
  return value.kind === 'hidden' ? <HiddenValue name={name} text={value.text} masked={value.masked} /> : text;
}
