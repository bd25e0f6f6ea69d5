import { ArrowBigUp, Delete } from 'lucide-react';
import { useEffect, useMemo, useReducer, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../main/contract/language.ts';
import { CandidateBar } from './candidate-bar.tsx';
import type { Candidate } from './candidate.ts';
import { nextKeyboard, PAGE_SIZE, startOf, type KeyboardState } from './keyboard-state.ts';
import styles from './keyboard.module.css';
import { loadPinyinDictionary, type PinyinDictionary } from './pinyin-dictionary.ts';
import { candidates } from './pinyin.ts';
import { useHardwareKeys } from './use-hardware-keys.ts';

export interface KeyboardProps {
  /** Chinese begins with pinyin, English with letters; both can switch. */
  readonly language: Language;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** A name has the middle dot and looks for surnames first; a text has digits. */
  readonly kind: 'name' | 'text';
}

const letterRows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const;
const digitRows = ['1234567890', '-/:;()@.,', '#&?!·、。'] as const;

/** The on-screen keyboard: letters, pinyin and, in a text, digits. */
export function Keyboard({ language, value, onChange, kind }: KeyboardProps) {
  const { t } = useTranslation('keyboard');
  const [state, dispatch] = useReducer(nextKeyboard, language, startOf);
  const dictionary = useDictionary(state.mode === 'pinyin');
  const found = useMemo(
    () => (dictionary && state.typed !== '' ? candidates(dictionary, state.typed, { kind, before: value }) : []),
    [dictionary, state.typed, kind, value],
  );
  const shown = found.slice(state.page * PAGE_SIZE, (state.page + 1) * PAGE_SIZE);

  useEffect(() => dispatch({ type: 'language', language }), [language]);

  const choose = (candidate: Candidate): void => {
    onChange(value + candidate.text);
    dispatch({ type: 'chosen', candidate });
  };
  const press = (character: string): void => {
    if (state.mode === 'pinyin' && /^[a-z']$/.test(character)) {
      dispatch({ type: 'letter', letter: character });
      return;
    }
    onChange(value + character);
    dispatch({ type: 'letter', letter: character });
  };
  const erase = (): void => {
    if (state.typed === '') onChange([...value].slice(0, -1).join(''));
    else dispatch({ type: 'delete' });
  };
  const clear = (): void => {
    onChange('');
    dispatch({ type: 'cleared' });
  };
  const space = (): void => {
    const [first] = shown;
    if (first) choose(first);
    else if (state.typed === '') onChange(`${value} `);
  };

  useHardwareKeys((key) => {
    if (key === 'Backspace') erase();
    else if (key === ' ') space();
    else if (key === 'Enter' && shown[0]) choose(shown[0]);
    else if (state.typed !== '' && /^[1-8]$/.test(key) && shown[Number(key) - 1])
      choose(shown[Number(key) - 1] ?? noCandidate);
    else if (/^[A-Za-z']$/.test(key)) press(state.mode === 'pinyin' ? key.toLowerCase() : key);
    else if (key.length === 1 && state.typed === '') press(key);
    else return false;
    return true;
  });

  const rows = state.mode === 'digits' ? digitRows : letterRows;
  const upper = state.mode === 'latin' && state.shift;
  return (
    <fieldset className={styles['keyboard']} aria-label={t('keyboard')}>
      {state.mode === 'pinyin' && (
        <CandidateBar
          typed={state.typed}
          shown={shown}
          page={state.page}
          pages={Math.ceil(found.length / PAGE_SIZE)}
          status={dictionaryStatus(dictionary)}
          onChoose={choose}
          onPage={(by) => dispatch({ type: 'page', by })}
        />
      )}
      {rows.map((row, index) => (
        <div key={row} className={styles['row']}>
          {index === 2 && state.mode === 'latin' && (
            <WideKey label={t('shift')} pressed={state.shift} onPress={() => dispatch({ type: 'shift' })}>
              <ArrowBigUp aria-hidden="true" />
            </WideKey>
          )}
          {index === 2 && state.mode === 'pinyin' && (
            <WideKey label={t('separator')} onPress={() => press("'")}>
              ’
            </WideKey>
          )}
          {[...row].map((character) => (
            <button
              key={character}
              type="button"
              className={styles['key']}
              onClick={() => press(upper ? character.toUpperCase() : character)}
            >
              {upper ? character.toUpperCase() : character}
            </button>
          ))}
          {index === 2 && (
            <WideKey label={t('delete')} onPress={erase}>
              <Delete aria-hidden="true" />
            </WideKey>
          )}
        </div>
      ))}
      <div className={styles['row']}>
        <ModeKeys mode={state.mode} kind={kind} onMode={(mode) => dispatch({ type: 'mode', mode })} />
        {kind === 'name' && (
          <button type="button" className={styles['key']} aria-label={t('middleDot')} onClick={() => press('·')}>
            ·
          </button>
        )}
        <button type="button" className={styles['space']} onClick={space}>
          {t('space')}
        </button>
        <button type="button" className={styles['wideKey']} onClick={clear}>
          {t('clear')}
        </button>
      </div>
    </fieldset>
  );
}

const noCandidate: Candidate = { text: '', typedLength: 0 };

interface WideKeyProps {
  readonly label: string;
  readonly pressed?: boolean;
  readonly onPress: () => void;
  readonly children: React.ReactNode;
}

function WideKey({ label, pressed, onPress, children }: WideKeyProps) {
  return (
    <button type="button" className={styles['wideKey']} aria-label={label} aria-pressed={pressed} onClick={onPress}>
      {children}
    </button>
  );
}

interface ModeKeysProps {
  readonly mode: KeyboardState['mode'];
  readonly kind: KeyboardProps['kind'];
  readonly onMode: (mode: KeyboardState['mode']) => void;
}

/** What can be written, the one in use pressed in. */
function ModeKeys({ mode, kind, onMode }: ModeKeysProps) {
  const { t } = useTranslation('keyboard');
  const modes = kind === 'text' ? (['pinyin', 'latin', 'digits'] as const) : (['pinyin', 'latin'] as const);
  return modes.map((each) => (
    <button
      key={each}
      type="button"
      className={styles['wideKey']}
      aria-pressed={mode === each}
      onClick={() => onMode(each)}
    >
      {t(each)}
    </button>
  ));
}

const dictionaryStatus = (dictionary: PinyinDictionary | null | undefined): 'loading' | 'failed' | 'ready' =>
  dictionary === undefined ? 'loading' : dictionary === null ? 'failed' : 'ready';

/** Undefined while it loads, null when it cannot be had. */
function useDictionary(wanted: boolean): PinyinDictionary | null | undefined {
  const [dictionary, setDictionary] = useState<PinyinDictionary | null | undefined>();
  useEffect(() => {
    let gone = false;
    if (wanted) void loadPinyinDictionary().then((loaded) => (gone ? undefined : setDictionary(loaded)));
    return () => {
      gone = true;
    };
  }, [wanted]);
  return dictionary;
}
