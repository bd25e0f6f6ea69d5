/** What a paper's facts are, in words of both languages. */
import type { FactValue } from '../contract/fact-row.ts';
import type { Bilingual } from '../contract/language.ts';
import { localDate, localTime } from './local-time.ts';
import type { Row } from './page-content.ts';
import type { AnswerLine, PaperData } from './paper-data.ts';
import type { BothWords } from './words.ts';

export const same = (text: string): Bilingual => ({ 'zh-CN': text, en: text });
const inBoth = (write: (language: 'zh-CN' | 'en') => string): Bilingual => ({
  'zh-CN': write('zh-CN'),
  en: write('en'),
});
export const dateText = (date: string): Bilingual => inBoth((language) => localDate(language, date));
export const timeText = (time: string): Bilingual => inBoth((language) => localTime(language, time));

export function factText(value: FactValue, say: BothWords): Bilingual {
  switch (value.kind) {
    case 'text':
    case 'hidden':
      return same(value.text);
    case 'bilingual':
      return value.text;
    case 'date':
      return dateText(value.date);
    case 'time':
      return timeText(value.time);
    case 'money':
      return say('papers:money', { yuan: (value.fen / 100).toFixed(2) });
    case 'count':
      return same(String(value.count));
    case 'word':
      return say(`facts:values.${value.of}.${value.key}`);
  }
}

const answerText = ({ id, value }: AnswerLine, say: BothWords): Bilingual =>
  value.kind === 'option' ? say(`fields:${id}.options.${value.key}`) : factText(value, say);

export const factOf = (data: PaperData, id: string): FactValue | null =>
  [...(data.item?.facts ?? []), ...data.facts].find((row) => row.id === id)?.value ?? null;

/** The option chosen for a field; null where it was not asked or is no choice. */
export function optionOf(data: PaperData, id: string): string | null {
  const value = data.answers.find((answer) => answer.id === id)?.value;
  return value?.kind === 'option' ? value.key : null;
}

/**
 * From the visitor's answers, who may have put right what the office knew; else from what was chosen of the office's
 * list, its facts, the person's own.
 */
export function valueOf(data: PaperData, id: string, say: BothWords): Bilingual | null {
  const answer = data.answers.find((line) => line.id === id);
  if (answer) return answerText(answer, say);
  const fact = factOf(data, id);
  return fact ? factText(fact, say) : personValue(data.person, id, say);
}

function personValue(person: PaperData['person'], id: string, say: BothWords): Bilingual | null {
  if (!person) return null;
  switch (id) {
    case 'name':
      return same(person.name);
    case 'number':
      return same(person.number);
    case 'sex':
      return say(`papers:sexes.${person.sex}`);
    case 'birthDate':
      return dateText(person.birthDate);
    default:
      return null;
  }
}

/** One line of a paper, before its words are known. */
export interface RowSpec {
  /** Its words in locales: papers.labels.<label>. */
  readonly label: string;
  /** Where its value is, the first that exists; the label's own name where nothing else is said. */
  readonly from?: readonly string[];
  readonly half?: true;
  readonly strong?: true;
  /** The paper is nothing without it. */
  readonly required?: true;
}

/** Throws where a required value is missing: no printer may put a paper out that lacks what the law wants on it. */
export function rowsOf(data: PaperData, specs: readonly RowSpec[], say: BothWords): Row[] {
  return specs.flatMap(({ label, from = [label], required, half, strong }): Row[] => {
    const value = from.map((id) => valueOf(data, id, say)).find((found) => found !== null);
    if (!value && required) throw new Error(`a paper of ${data.service.id} needs ${label}`);
    if (!value) return [];
    return [{ label: say(`papers:labels.${label}`), value, ...(half ? { half } : {}), ...(strong ? { strong } : {}) }];
  });
}
