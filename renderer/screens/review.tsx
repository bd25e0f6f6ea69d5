import type { ReactNode } from 'react';
import { Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { countryName } from '../../main/contract/country.ts';
import type { ReviewRow } from '../../main/contract/session-snapshot.ts';
import { Button } from '../controls/button.tsx';
import { dayWords } from '../controls/day.ts';
import { Facts, type Fact } from '../controls/facts.tsx';
import { Panel } from '../controls/panel.tsx';
import { Frame } from '../frame/frame.tsx';
import { Photo } from '../controls/photo.tsx';
import { useSession } from '../session-context.ts';
import styles from './review.module.css';
import screen from './screen.module.css';
import { AddressWords } from './address-words.tsx';
import type { StepOf } from './step.ts';

/** Everything once more, each answer with its own way to change it; then the declaration. */
export function Review({ step }: { readonly step: StepOf<'review'> }) {
  const { t } = useTranslation(['journey', 'fields', 'common']);
  const { snapshot, send } = useSession();
  const { language } = snapshot;
  const changeButton = (row: string, name: string) => (
    <Button
      icon={<Pencil aria-hidden />}
      label={t('review.changeRow', { name })}
      onPress={() => send({ type: 'change', row })}
    >
      {t('review.change')}
    </Button>
  );
  const valueWords = ({ id, kind, value }: ReviewRow): ReactNode => {
    if (value === '') return t('review.empty');
    switch (kind) {
      case 'option':
        return t(`fields:${id}.options.${value}`);
      case 'date':
        return dayWords(value, language);
      case 'country':
        return countryName(value, language);
      case 'address':
        return <AddressWords value={value} />;
      case 'text':
      case 'masked':
        return value;
    }
  };
  const factOf = (row: ReviewRow): Fact => {
    const name = t(`fields:${row.id}.short`);
    return {
      id: row.id,
      name,
      value: valueWords(row),
      action: row.changeable ? changeButton(row.id, name) : undefined,
    };
  };
  return (
    <Frame
      heading={t('review.heading')}
      line={t('review.line')}
      primary={{ always: true, label: t('review.confirm'), onPress: () => send({ type: 'confirm' }) }}
      tell={
        <Panel kind="info" title={t('review.declaration.title')}>
          <p>{t('review.declaration.text')}</p>
        </Panel>
      }
      act={
        <div className={screen['stack']}>
          <Facts facts={step.rows.map(factOf)} />
          <div className={styles['pictures']}>
            {step.photo ? (
              <figure>
                <Photo jpeg={step.photo} name={t('review.photo')} />
                <figcaption>{t('review.photo')}</figcaption>
              </figure>
            ) : null}
            {step.signature === null ? null : (
              <figure className={styles['signature']}>
                <svg viewBox="0 0 1000 400" aria-hidden>
                  <path d={step.signature} />
                </svg>
                <figcaption>{t('review.signature')}</figcaption>
                {changeButton('signature', t('review.signature'))}
              </figure>
            )}
          </div>
        </div>
      }
    />
  );
}
