import { useTranslation } from 'react-i18next';
import { normalisePhoneNumber, phoneProblem } from '../../main/contract/phone-number.ts';
import { Frame } from '../frame/frame.tsx';
import { Keypad } from '../keyboard/keypad.tsx';
import { EntryState } from './entry-state.tsx';
import { useEntry, useFieldPrimary, useFieldWords } from './field-entry.ts';
import type { FieldProps } from './field-props.ts';
import styles from './phone-field.module.css';
import screen from './screen.module.css';

/** E.164: a plus and fifteen digits. */
const LONGEST_PHONE = 16;

/** 138 0013 8000, as people read their number aloud. */
const grouped = (number: string): string =>
  /^1\d{3,10}$/.test(number) ? number.replace(/^(\d{3})(\d{1,4})(\d*)$/, '$1 $2 $3').trim() : number;

/** A telephone number. */
export function PhoneField({ field, value, fault }: FieldProps<'phone'>) {
  const { t } = useTranslation('fields');
  const words = useFieldWords(field);
  const [typed, setTyped] = useEntry(value.replace(/^\+86(?=1)/, ''));
  const type = (character: string): void =>
    setTyped((before) => (before.length < LONGEST_PHONE ? before + character : before));
  const erase = (): void => setTyped((before) => before.slice(0, -1));
  const number = normalisePhoneNumber(typed);
  const live = phoneProblem(number);
  const told = number === value ? fault : null;
  const wrong = live === 'empty' || live === 'tooShort' ? told : live;
  return (
    <Frame
      heading={words.question}
      line={words.hint}
      primary={useFieldPrimary(field, number, live === null)}
      entry={
        <>
          <output className={styles['number']} aria-label={words.short}>
            {grouped(typed)}
            <span className={styles['caret']} aria-hidden />
          </output>
          <EntryState
            wrong={words.fault(wrong)}
            right={live === null ? t('phone.right') : null}
            hint={t('phone.format')}
          />
        </>
      }
      act={
        <div className={screen['low']}>
          <Keypad layout="phone" onKey={type} onDelete={erase} onClear={() => setTyped('')} />
        </div>
      }
    />
  );
}
