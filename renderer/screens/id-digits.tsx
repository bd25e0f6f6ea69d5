import { useTranslation } from 'react-i18next';
import type { CitizenIdProblem } from '../../main/contract/citizen-id.ts';
import styles from './id-digits.module.css';

/** GB 11643: six of the area, eight of the birth date, four of sequence and check. */
const groups = [
  { id: 'area', from: 0, to: 6 },
  { id: 'birth', from: 6, to: 14 },
  { id: 'rest', from: 14, to: 18 },
] as const;

const wrongGroup: Partial<Readonly<Record<CitizenIdProblem, (typeof groups)[number]['id']>>> = {
  badArea: 'area',
  badDate: 'birth',
  badCheck: 'rest',
};

/** The number as typed so far, in its three groups, with a place for each digit that is still to come. */
export function IdDigits({ value, wrong }: { readonly value: string; readonly wrong: CitizenIdProblem | null }) {
  const { t } = useTranslation('journey');
  const faulty = wrong ? wrongGroup[wrong] : undefined;
  return (
    <fieldset className={styles['digits']} aria-label={t('idNumber.soFar', { value: [...value].join(' ') })}>
      {groups.map(({ id, from, to }) => (
        <div key={id} className={styles['group']} data-faulty={faulty === id} aria-hidden>
          <div className={styles['cells']}>
            {Array.from({ length: to - from }, (_, index) => from + index).map((place) => (
              <span key={place} data-next={place === value.length}>
                {value[place] ?? ''}
              </span>
            ))}
          </div>
          <p>{t(`idNumber.groups.${id}`)}</p>
        </div>
      ))}
    </fieldset>
  );
}
