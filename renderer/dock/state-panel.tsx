import { useTranslation } from 'react-i18next';
import type { DockState } from '../../main/contract/dock-contract.ts';
import styles from './dock.module.css';

/** What the kiosk is doing now, and what its receipt printer last printed. */
export function StatePanel({ state }: { readonly state: DockState }) {
  const { t } = useTranslation('dock');
  const facts = [
    ['step', state.step],
    ['gateway', t(`state.${state.gateway}`)],
    ['queued', String(state.queued)],
  ] as const;
  return (
    <section className={styles['state']} aria-label={t('state.label')}>
      <dl className={styles['facts']}>
        {facts.map(([name, value]) => (
          <div key={name} data-fact={name}>
            <dt>{t(`state.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {state.devices.map((device) => (
          <div key={device.name} data-device={device.name}>
            <dt>{device.name}</dt>
            <dd data-state={device.state}>{device.reason ? `${device.state}, ${device.reason}` : device.state}</dd>
          </div>
        ))}
      </dl>
      <h2 className={styles['subtitle']}>{t('state.receipt')}</h2>
      <pre className={styles['receipt']}>
        {state.lastReceipt.length === 0 ? t('state.noReceipt') : state.lastReceipt.join('\n')}
      </pre>
    </section>
  );
}
