import { useTranslation } from 'react-i18next';
import { Facts } from '../controls/facts.tsx';
import { Panel } from '../controls/panel.tsx';
import { Frame } from '../frame/frame.tsx';
import { Certificate } from '../illustrations/certificate.tsx';
import { useSession } from '../session-context.ts';
import styles from './about.module.css';
import { Drawing } from './drawing.tsx';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

/** Everything a visitor must know before anything is read or asked: what it is, who may have it, fee, time, what to bring. */
export function About({ step }: { readonly step: StepOf<'about'> }) {
  const { t } = useTranslation(['services', 'journey', 'fields']);
  const { snapshot } = useSession();
  const { service } = step;
  const word = (part: string): string => t(`services:${service.id}.${part}`);
  const fee = service.feeYuan === 0 ? t('journey:fee.free') : t('journey:fee.yuan', { fee: service.feeYuan });
  return (
    <Frame
      heading={word('name')}
      line={word('summary')}
      primary={{ label: t('journey:about.start') }}
      tell={
        <>
          <div className={styles['drawing']}>
            <Drawing small>
              <Certificate />
            </Drawing>
          </div>
          <Panel kind="warn" title={word('isNot')} />
          {service.availability.state === 'counter' ? (
            <Panel kind="bad" title={t(`journey:home.because.${service.availability.because}`)}>
              <p>{t('journey:about.counter', { counter: snapshot.kiosk.nearestCounter[snapshot.language] })}</p>
            </Panel>
          ) : null}
        </>
      }
      act={
        <div className={screen['stack']}>
          <Facts
            facts={[
              { id: 'fee', name: t('journey:about.fee'), value: fee },
              {
                id: 'time',
                name: t('journey:about.time'),
                value: t('journey:about.minutes', { count: service.minutes }),
              },
              { id: 'bring', name: t('journey:about.bring'), value: word('bring') },
              { id: 'who', name: t('journey:about.who'), value: word('who') },
            ]}
          />
          {service.purposes.length > 0 ? (
            <section className={screen['stack']} aria-labelledby="uses">
              <h2 id="uses">{t('journey:about.uses')}</h2>
              <ul className={styles['uses']}>
                {service.purposes.map(({ id, validityHours }) => (
                  <li key={id}>
                    <strong>{t(`fields:purpose.options.${id}`)}</strong>
                    <span>{t('journey:validHours', { count: validityHours })}</span>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          <Panel kind="info" title={t('journey:about.whoNot')}>
            <p>{word('whoNot')}</p>
          </Panel>
          {word('tip') ? <p className={screen['soft']}>{word('tip')}</p> : null}
        </div>
      }
    />
  );
}
