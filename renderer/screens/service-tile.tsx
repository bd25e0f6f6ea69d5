import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../main/contract/session-snapshot.ts';
import { Choice } from '../controls/choice.tsx';
import { Certificate } from '../illustrations/certificate.tsx';
import { useSession } from '../session-context.ts';
import styles from './home.module.css';

/** A service that is open is a button; one that is not says why, and is none. */
export function ServiceTile({ service }: { readonly service: ServiceView }) {
  const { t } = useTranslation(['services', 'journey', 'common']);
  const { snapshot, send } = useSession();
  const { availability } = service;
  const fee = service.feeYuan === 0 ? t('journey:fee.free') : t('journey:fee.yuan', { fee: service.feeYuan });
  const name = t(`services:${service.id}.name`);
  if (availability.state === 'available') {
    return (
      <li className={styles['open']}>
        <Choice
          drawing={<Certificate />}
          title={name}
          hint={`${t(`services:${service.id}.summary`)} ${t('journey:feeAndTime', { fee, count: service.minutes })}`}
          onPress={() => send({ type: 'chooseService', serviceId: service.id })}
        />
      </li>
    );
  }
  return (
    <li className={[styles['tile'], availability.state === 'counter' ? styles['open'] : ''].join(' ')}>
      <span>{name}</span>
      <span className={styles['state']}>
        {availability.state === 'coming'
          ? t('journey:home.coming')
          : t('journey:home.counter', {
              reason: t(`journey:home.because.${availability.because}`),
              counter: snapshot.kiosk.nearestCounter[snapshot.language],
            })}
      </span>
    </li>
  );
}
