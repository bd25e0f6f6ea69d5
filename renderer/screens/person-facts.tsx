import { useTranslation } from 'react-i18next';
import type { MaskedPerson } from '../../main/contract/session-snapshot.ts';
import { Facts } from '../controls/facts.tsx';

/** Enough to recognise oneself, too little for whoever looks over the shoulder. */
export function PersonFacts({ person }: { readonly person: MaskedPerson }) {
  const { t } = useTranslation('journey');
  return (
    <Facts
      facts={[
        { id: 'name', name: t('person.name'), value: person.name },
        { id: 'number', name: t('person.number'), value: person.number },
        { id: 'sex', name: t('person.sex'), value: t(`person.${person.sex}`) },
        { id: 'birthYear', name: t('person.birthYear'), value: person.birthYear },
      ]}
    />
  );
}
