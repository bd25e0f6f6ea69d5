import { Delete } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './keyboard.module.css';
import { useHardwareKeys } from './use-hardware-keys.ts';

export interface KeypadProps {
  /** citizenId has X, the check digit 10 of GB 11643; phone has + for a country code; digits has neither. */
  readonly layout: 'citizenId' | 'phone' | 'digits';
  readonly onKey: (character: string) => void;
  readonly onDelete: () => void;
  readonly onClear: () => void;
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const extraKey = { citizenId: 'X', phone: '+', digits: null } as const;

/** Large keys for a number, laid out as on a telephone; a keyboard that is plugged in works too. */
export function Keypad({ layout, onKey, onDelete, onClear }: KeypadProps) {
  const { t } = useTranslation('keyboard');
  const extra = extraKey[layout];
  useHardwareKeys((key) => {
    if (key === 'Backspace') onDelete();
    else if (key === 'Delete') onClear();
    else if (/^\d$/.test(key) || (extra !== null && key.toUpperCase() === extra)) onKey(key.toUpperCase());
    else return false;
    return true;
  });
  const key = (character: string) => (
    <button key={character} type="button" className={styles['digit']} onClick={() => onKey(character)}>
      {character}
    </button>
  );
  const clearKey = (className: string | undefined) => (
    <button type="button" className={className} data-words onClick={onClear}>
      {t('clear')}
    </button>
  );
  return (
    <fieldset className={styles['keypad']} aria-label={t('keypad')}>
      {digits.map(key)}
      {extra === null ? clearKey(styles['digit']) : key(extra)}
      {key('0')}
      <button type="button" className={styles['digit']} aria-label={t('delete')} onClick={onDelete}>
        <Delete aria-hidden="true" />
      </button>
      {extra === null ? null : clearKey(styles['clearAll'])}
    </fieldset>
  );
}
