import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalisePhoneNumber, phoneProblem } from '../../main/contract/phone-number.ts';
import type { FieldFault, FieldView } from '../../main/contract/session-snapshot.ts';
import { Frame } from '../frame/frame.tsx';
import { Keypad } from '../keyboard/keypad.tsx';
import { useSession } from '../session-context.ts';
import { EntryState } from './entry-state.tsx';
import styles from './phone-field.module.css';
import screen from './screen.module.css';

interface PhoneFieldProps {
  readonly field: Extract<FieldView, { readonly kind: 'phone' }>;
  readonly value: string;
  readonly fault: FieldFault | null;
}

/** E.164: a plus and fifteen digits. */
const LONGEST_PHONE = 16;

/** 138 0013 8000, as people read their number aloud. */
const grouped = (number: string): string =>
  /^1\d{3,10}$/.test(number) ? number.replace(/^(\d{3})(\d{1,4})(\d*)$/, '$1 $2 $3').trim() : number;

/** A telephone number. */
export function PhoneField({ field, value, fault }: PhoneFieldProps) {
  const { t } = useTranslation('fields');
  const { send } = useSession();
  const [typed, setTyped] = useState(value.replace(/^\+86(?=1)/, ''));
  const type = (character: string): void =>
    setTyped((before) => (before.length < LONGEST_PHONE ? before + character : before));
  const erase = (): void => setTyped((before) => before.slice(0, -1));
  const number = normalisePhoneNumber(typed);
  const live = phoneProblem(number);
  const told = number === value ? fault : null;
  const wrong = live === 'empty' || live === 'tooShort' ? told : live;
  return (
    <Frame
      heading={t(`${field.id}.question`)}
      line={t(`${field.id}.hint`)}
      primary={{
        always: true,
        disabled: live !== null,
        onPress: () => send({ type: 'answer', field: field.id, value: number }),
      }}
      entry={
        <>
          <output className={styles['number']} aria-label={t(`${field.id}.short`)}>
            {grouped(typed)}
            <span className={styles['caret']} aria-hidden />
          </output>
          <EntryState
            wrong={wrong === null ? null : t(`${field.id}.faults.${wrong}`)}
            right={live === null ? t(`${field.id}.right`) : null}
            hint={t(`${field.id}.format`)}
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
