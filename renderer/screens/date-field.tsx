import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, isCalendarDay } from '../../main/contract/calendar-day.ts';
import type { FieldFault } from '../../main/contract/field-view.ts';
import { Button } from '../controls/button.tsx';
import { dayWords, weekdayWords } from '../controls/day.ts';
import { Frame } from '../frame/frame.tsx';
import { Keypad } from '../keyboard/keypad.tsx';
import { useSession } from '../session-context.ts';
import { deleteDateDigit, enteredDate, partOrder, startOfDate, typeDateDigit, type DateEntry } from './date-entry.ts';
import styles from './date-field.module.css';
import { EntryState } from './entry-state.tsx';
import { useFieldPrimary, useFieldWords } from './field-entry.ts';
import type { FieldProps } from './field-props.ts';
import screen from './screen.module.css';

/** A day: year, month and day in digits, with the weekday as a check; today and yesterday by one touch. */
export function DateField({ field, value, fault, warning }: FieldProps<'date'>) {
  const { t } = useTranslation('fields');
  const { language } = useSession().snapshot;
  const words = useFieldWords(field);
  const { today, earliest, latest } = field;
  const start = (day: string): DateEntry => startOfDate(day, [earliest.slice(0, 4), latest.slice(0, 4)], language);
  const [entry, setEntry] = useState(() => start(value));
  const entered = enteredDate(entry);
  const live = entered === null ? null : liveFault(entered, earliest, latest);
  const isSent = entered === value;
  const wrong = live ?? (isSent || entered === null ? fault : null);
  const shortcuts = (['today', 'yesterday', 'tomorrow'] as const)
    .map((name) => ({ name, day: addDays(today, { today: 0, yesterday: -1, tomorrow: 1 }[name]) }))
    .filter(({ day }) => day >= earliest && day <= latest)
    .slice(0, 2);
  return (
    <Frame
      heading={words.question}
      line={words.hint}
      primary={useFieldPrimary(field, isBlank(entry) ? '' : (entered ?? ''), entered !== null && live === null)}
      entry={
        <>
          <fieldset className={styles['parts']} aria-label={words.short}>
            {partOrder[language].map((part) => (
              <p key={part} className={styles['part']} data-next={part === entry.at}>
                <span className={styles['digits']}>{entry[part] === '' ? '–' : entry[part]}</span>
                <span>{t(`datePicker.${part}`)}</span>
              </p>
            ))}
          </fieldset>
          <EntryState
            wrong={words.fault(wrong)}
            doubtful={isSent ? words.warning(warning) : null}
            right={
              entered !== null && live === null
                ? t('datePicker.is', { day: dayWords(entered, language), weekday: weekdayWords(entered, language) })
                : null
            }
            hint={t('datePicker.between', { from: dayWords(earliest, language), to: dayWords(latest, language) })}
          />
        </>
      }
      act={
        <div className={[screen['low'], styles['keys']].join(' ')}>
          {shortcuts.length > 0 ? (
            <div className={styles['shortcuts']}>
              {shortcuts.map(({ name, day }) => (
                <Button key={name} pressed={day === entered} onPress={() => setEntry(start(day))}>
                  {t(`datePicker.${name}`)}
                </Button>
              ))}
            </div>
          ) : null}
          <Keypad
            layout="digits"
            onKey={(digit) => setEntry((before) => typeDateDigit(before, digit, language))}
            onDelete={() => setEntry((before) => deleteDateDigit(before, language))}
            onClear={() => setEntry(start(''))}
          />
        </div>
      }
    />
  );
}

const isBlank = ({ month, day }: DateEntry): boolean => month === '' && day === '';

function liveFault(day: string, earliest: string, latest: string): FieldFault | null {
  if (!isCalendarDay(day)) return 'noDate';
  if (day < earliest) return 'tooEarly';
  return day > latest ? 'tooLate' : null;
}
