import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../main/contract/service-view.ts';
import { Choice } from '../controls/choice.tsx';
import { useSession } from '../session-context.ts';
import styles from './home.module.css';
import { useFeeWords } from './service-words.ts';

/** A service that is open is a button; one that is not says why, and is none. */
export function ServiceTile({ service }: { readonly service: ServiceView }) {
  const { t } = useTranslation(['services', 'journey']);
  const { snapshot, send } = useSession();
  const feeWords = useFeeWords();
  const { availability } = service;
  const name = t(`services:${service.id}.name`);
  if (availability.state === 'counter') {
    return (
      <li className={styles['away']}>
        <span className={styles['name']}>{name}</span>
        <span className={styles['state']}>
          {t('journey:home.counter', {
            reason: t(`journey:home.because.${availability.because}`),
            counter: snapshot.kiosk.nearestCounter[snapshot.language],
          })}
        </span>
      </li>
    );
  }
  const kind = t(availability.state === 'queued' ? 'journey:home.queued' : `journey:home.kind.${service.kind}`);
  return (
    <li className={styles['tile']}>
      <Choice
        title={name}
        hint={t('journey:home.kindAndFee', { kind, fee: feeWords(service.fee) })}
        onPress={() => send({ type: 'chooseService', serviceId: service.id })}
      />
    </li>
  );
}
