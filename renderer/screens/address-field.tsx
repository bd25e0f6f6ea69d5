import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { longestAddressText, parseAddress, writeAddress, type Division } from '../../main/contract/address.ts';
import type { DivisionPage } from '../../main/contract/kiosk-contract.ts';
import { Button } from '../controls/button.tsx';
import { PagedChoices } from '../controls/paged-choices.tsx';
import { TextLine } from '../controls/text-line.tsx';
import { Frame } from '../frame/frame.tsx';
import { Keyboard } from '../keyboard/keyboard.tsx';
import { useSession } from '../session-context.ts';
import styles from './address-field.module.css';
import { divisionWords, useDivision } from './division.ts';
import { EntryState } from './entry-state.tsx';
import { useEntry, useFieldPrimary, useFieldWords } from './field-entry.ts';
import type { FieldProps } from './field-props.ts';
import screen from './screen.module.css';

/** From so many levels down the list may end: a street that was named since then is in no list. */
const LEVELS_NEEDED = 2;

/** An address: the province and what lies in it, one large list after the other; then street and house in words. */
export function AddressField({ field, value, fault }: FieldProps<'address'>) {
  const given = parseAddress(value);
  const [at, setAt] = useState({ code: given.division, isWhole: given.division !== null });
  const [text, setText] = useEntry(given.division === null ? '' : given.text);
  const page = useDivision(at.code);
  // A city without districts, a street: nothing further to choose.
  const isWhole = at.isWhole || (page !== null && page.path.length > 0 && page.children.length === 0);
  const up = (path: readonly Division[]): void => setAt({ code: path.at(-2)?.code ?? null, isWhole: false });
  const shared = { field, page, onUp: () => up(page?.path ?? []) };
  return isWhole ? (
    <AddressText {...shared} given={value} fault={fault} text={text} onText={setText} />
  ) : (
    <AddressList
      {...shared}
      fault={fault}
      onChoose={(code) => setAt({ code, isWhole: false })}
      onEnough={() => setAt({ ...at, isWhole: true })}
    />
  );
}

interface PartProps {
  readonly field: FieldProps<'address'>['field'];
  readonly fault: FieldProps<'address'>['fault'];
  /** Null while it is being looked up. */
  readonly page: DivisionPage | null;
  readonly onUp: () => void;
}

interface ListProps extends PartProps {
  readonly onChoose: (code: string) => void;
  readonly onEnough: () => void;
}

function AddressList({ field, fault, page, onUp, onChoose, onEnough }: ListProps) {
  const { t } = useTranslation('fields');
  const { language } = useSession().snapshot;
  const words = useFieldWords(field);
  const path = page?.path ?? [];
  const choices = (page?.children ?? []).map((division) => ({
    id: division.code,
    title: divisionWords(division, language),
    // The lease of a foreigner has the Chinese name.
    hint: language === 'en' ? division.name : undefined,
  }));
  const last = path.at(-1);
  return (
    <Frame
      heading={words.question}
      line={last ? t('addressPicker.inside', { place: divisionWords(last, language) }) : t('addressPicker.first')}
      primary={useFieldPrimary(field, '', false)}
      tell={
        <>
          {fault ? <EntryState wrong={words.fault(fault)} hint="" /> : null}
          <Path path={path} />
        </>
      }
      act={
        <div className={styles['choose']}>
          {path.length > 0 ? (
            <div className={styles['ways']}>
              <UpOneLevel onUp={onUp} />
              {path.length >= LEVELS_NEEDED ? <Button onPress={onEnough}>{t('addressPicker.notListed')}</Button> : null}
            </div>
          ) : null}
          <PagedChoices choices={choices} chosen="" onChoose={onChoose} />
        </div>
      }
    />
  );
}

interface TextProps extends PartProps {
  readonly given: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}

function AddressText({ field, fault, page, onUp, given, text, onText }: TextProps) {
  const { t } = useTranslation('fields');
  const { snapshot } = useSession();
  const words = useFieldWords(field);
  const division = page?.path.at(-1)?.code ?? '';
  const address = text.trim() === '' ? '' : writeAddress(division, text);
  const left = longestAddressText - [...text].length;
  const wrong = address === given ? fault : null;
  return (
    <Frame
      heading={words.question}
      line={t('addressPicker.text')}
      primary={useFieldPrimary(field, address, address !== '' && division !== '' && left >= 0)}
      tell={<Path path={page?.path ?? []} />}
      entry={
        <>
          <TextLine
            label={words.short}
            value={text}
            onChange={onText}
            maxLength={longestAddressText}
            faulty={wrong !== null}
            describedBy="entry-state"
          />
          <EntryState wrong={words.fault(wrong)} hint={t('charactersLeft', { count: Math.max(0, left) })} />
        </>
      }
      act={
        <div className={[screen['low'], styles['choose']].join(' ')}>
          <div className={styles['ways']}>
            <UpOneLevel onUp={onUp} />
          </div>
          <Keyboard language={snapshot.language} value={text} onChange={onText} kind="text" />
        </div>
      }
    />
  );
}

/** What has been chosen so far. */
function Path({ path }: { readonly path: readonly Division[] }) {
  const { language } = useSession().snapshot;
  if (path.length === 0) return null;
  return (
    <p className={styles['path']}>
      <strong>{path.map((division) => divisionWords(division, language)).join(' › ')}</strong>
    </p>
  );
}

function UpOneLevel({ onUp }: { readonly onUp: () => void }) {
  const { t } = useTranslation('fields');
  return (
    <Button icon={<ArrowLeft aria-hidden />} onPress={onUp}>
      {t('addressPicker.up')}
    </Button>
  );
}
