import { Delete } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { plateEndings, plateProvinces } from '../../main/contract/code-shape.ts';
import styles from './keyboard.module.css';
import { useHardwareKeys } from './use-hardware-keys.ts';

export interface CodeKeyboardProps {
  /** plate begins with the provinces and knows its last characters; both know capitals and digits only. */
  readonly layout: 'letters' | 'plate';
  /** What is written so far. */
  readonly value: string;
  /** Letters that such a number never has. */
  readonly without: string;
  readonly onKey: (character: string) => void;
  readonly onDelete: () => void;
  readonly onClear: () => void;
}

const rows = ['1234567890', 'QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM'] as const;
/** Only the last of seven places of a plate has such a character. */
const PLACES_BEFORE_ENDING = 6;

/** For a number that has letters: capitals and digits at once, nothing to switch. */
export function CodeKeyboard({ layout, value, without, onKey, onDelete, onClear }: CodeKeyboardProps) {
  const { t } = useTranslation('keyboard');
  const asksProvince = layout === 'plate' && value === '';
  useHardwareKeys((pressed) => {
    const key = pressed.toUpperCase();
    if (pressed === 'Backspace') onDelete();
    else if (pressed === 'Delete') onClear();
    else if (/^[A-Z0-9]$/.test(key) && !without.includes(key) && !asksProvince) onKey(key);
    else return false;
    return true;
  });
  const key = (character: string, disabled = without.includes(character)) => (
    <button
      key={character}
      type="button"
      className={styles['key']}
      disabled={disabled}
      onClick={() => onKey(character)}
    >
      {character}
    </button>
  );
  if (asksProvince) {
    return (
      <fieldset className={styles['keyboard']} aria-label={t('provinces')} lang="zh-CN">
        <div className={styles['provinces']}>{[...plateProvinces].map((character) => key(character, false))}</div>
      </fieldset>
    );
  }
  return (
    <fieldset className={styles['keyboard']} aria-label={t('keyboard')}>
      {rows.map((row) => (
        <div key={row} className={styles['row']}>
          {[...row].map((character) => key(character))}
        </div>
      ))}
      <div className={styles['row']}>
        {layout === 'plate' &&
          [...plateEndings].map((character) => key(character, [...value].length !== PLACES_BEFORE_ENDING))}
        <button type="button" className={styles['wideKey']} onClick={onClear}>
          {t('clear')}
        </button>
        <button type="button" className={styles['wideKey']} aria-label={t('delete')} onClick={onDelete}>
          <Delete aria-hidden="true" />
        </button>
      </div>
    </fieldset>
  );
}
