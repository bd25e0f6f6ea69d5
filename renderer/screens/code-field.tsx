import { ScanBarcode } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { citizenIdProblem } from '../../main/contract/citizen-id.ts';
import { codeChecks, type CodeRule } from '../../main/contract/code-rules.ts';
import { Frame } from '../frame/frame.tsx';
import { CodeKeyboard } from '../keyboard/code-keyboard.tsx';
import { Keypad } from '../keyboard/keypad.tsx';
import styles from './code-field.module.css';
import { EntryState } from './entry-state.tsx';
import { useEntry, useFieldPrimary, useFieldWords } from './field-entry.ts';
import type { FieldProps } from './field-props.ts';
import { IdDigits } from './id-digits.tsx';
import screen from './screen.module.css';

/** A number with a shape of its own, checked while it is typed: a wrong one is found before the next screen. */
export function CodeField({ field, value, fault, warning }: FieldProps<'code'>) {
  const { t } = useTranslation(['fields', 'codes']);
  const words = useFieldWords(field);
  const [typed, setTyped] = useEntry(value);
  const check = codeChecks[field.rule];
  const code = check.normalise(typed);
  const live = (check.faultSoFar ?? check.fault)(code);
  // What the kiosk said holds for what was sent, and no longer.
  const isSent = code === value;
  const unfinished = live === 'tooShort' || code === '';
  const wrong = unfinished ? (isSent ? fault : null) : live;
  const looksRight = live === null && !unfinished;
  const keys = {
    onKey: (character: string) =>
      setTyped((before) => ([...before].length < check.maxLength ? before + character : before)),
    onDelete: () => setTyped((before) => [...before].slice(0, -1).join('')),
    onClear: () => setTyped(''),
  };
  // Fifteen digits may be sent: the answer explains that first-generation cards are no longer valid.
  const ready = code !== '' && (live === null || check.fault(code) === 'firstGeneration');
  return (
    <Frame
      heading={words.question}
      line={words.hint}
      primary={useFieldPrimary(field, code, ready)}
      tell={
        field.scan ? (
          <p className={styles['scan']}>
            <ScanBarcode aria-hidden />
            <span>{t('orScan')}</span>
          </p>
        ) : null
      }
      entry={
        <>
          {field.rule === 'citizenId' ? (
            <IdDigits value={code} wrong={live === 'tooShort' ? null : citizenIdProblem(code)} />
          ) : (
            <output className={styles['code']} data-long={check.maxLength > LARGE_LENGTH} aria-label={words.short}>
              {inGroups(field.rule, typed)}
              <span className={styles['caret']} aria-hidden />
            </output>
          )}
          <EntryState
            wrong={words.fault(wrong)}
            doubtful={isSent ? words.warning(warning) : null}
            right={looksRight ? t('looksRight') : null}
            hint={t(`codes:${field.rule}.format`)}
          />
        </>
      }
      act={
        <div className={screen['low']}>
          {check.keys === 'digits' || check.keys === 'idDigits' ? (
            <Keypad layout={check.keys === 'digits' ? 'digits' : 'citizenId'} {...keys} />
          ) : (
            <CodeKeyboard layout={check.keys} value={typed} without={check.without ?? ''} {...keys} />
          )}
        </div>
      }
    />
  );
}

/** So many characters have room on one line in the largest letters. */
const LARGE_LENGTH = 12;
/** People read long numbers aloud by fours. */
const GROUP = /(.{4})(?=.)/gu;

/** A plate with its dot, a long number in groups of four. */
function inGroups(rule: CodeRule, typed: string): string {
  if (rule === 'plate') return typed.replace(/^(..)(?=.)/u, '$1·');
  return typed.length > LARGE_LENGTH && !typed.includes('-') ? typed.replaceAll(GROUP, '$1 ') : typed;
}
