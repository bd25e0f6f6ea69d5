import { useState } from 'react';
import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { countryName, findCountries, frequentCountries } from '../../main/contract/country.ts';
import { Button } from '../controls/button.tsx';
import { PagedChoices } from '../controls/paged-choices.tsx';
import { TextLine } from '../controls/text-line.tsx';
import { Frame } from '../frame/frame.tsx';
import { Keyboard } from '../keyboard/keyboard.tsx';
import { useSession } from '../session-context.ts';
import styles from './country-field.module.css';
import { EntryState } from './entry-state.tsx';
import { useFieldPrimary, useFieldWords } from './field-entry.ts';
import type { FieldProps } from './field-props.ts';
import screen from './screen.module.css';

/** So many results have room above the keys; a few letters more bring any other among them. */
const MOST_RESULTS = 4;
const LONGEST_NAME = 40;

/** A country or region: the frequent ones by one touch, every other by its name. */
export function CountryField({ field, value, fault }: FieldProps<'country'>) {
  const { t } = useTranslation('fields');
  const { snapshot, send } = useSession();
  const { language } = snapshot;
  const words = useFieldWords(field);
  const [sought, setSought] = useState<string | null>(null);
  const answer = (code: string): void => send({ type: 'answer', field: field.id, value: code });
  const primary = useFieldPrimary(field, value, value !== '');
  const state = (
    <EntryState
      wrong={words.fault(fault)}
      right={value === '' || fault ? null : countryName(value, language)}
      hint={words.hint}
    />
  );
  if (sought === null) {
    const choices = frequentCountries.map(({ code, names }) => ({ id: code, title: names[language] }));
    return (
      <Frame
        heading={words.question}
        primary={primary}
        tell={state}
        act={
          <div className={screen['stack']}>
            <Button wide icon={<Search aria-hidden />} onPress={() => setSought('')}>
              {t('countryPicker.search')}
            </Button>
            <PagedChoices choices={choices} chosen={value} onChoose={answer} />
          </div>
        }
      />
    );
  }
  const found = sought.trim() === '' ? [] : findCountries(sought);
  return (
    <Frame
      heading={words.question}
      line={t('countryPicker.type')}
      primary={primary}
      entry={<TextLine label={words.short} value={sought} onChange={setSought} maxLength={LONGEST_NAME} />}
      act={
        <div className={[screen['low'], styles['search']].join(' ')}>
          <div className={styles['found']} aria-live="polite">
            {found.slice(0, MOST_RESULTS).map(({ code, names }) => (
              <Button key={code} onPress={() => answer(code)}>
                {names[language]}
              </Button>
            ))}
            {sought.trim() === '' ? (
              <Button onPress={() => setSought(null)}>{t('countryPicker.frequent')}</Button>
            ) : null}
            {sought.trim() !== '' && found.length === 0 ? <p>{t('countryPicker.none')}</p> : null}
          </div>
          <Keyboard language={language} value={sought} onChange={setSought} kind="name" />
        </div>
      }
    />
  );
}
