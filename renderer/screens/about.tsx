import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../main/contract/service-view.ts';
import { Facts } from '../controls/facts.tsx';
import { LawList } from '../controls/law-list.tsx';
import { Panel } from '../controls/panel.tsx';
import { Frame } from '../frame/frame.tsx';
import { Certificate } from '../illustrations/certificate.tsx';
import { useSession } from '../session-context.ts';
import { AboutGroups } from './about-groups.tsx';
import { AboutMaterials } from './about-materials.tsx';
import styles from './about.module.css';
import { Drawing } from './drawing.tsx';
import { PrintSlip } from './print-slip.tsx';
import screen from './screen.module.css';
import { useFeeWords } from './service-words.ts';
import type { StepOf } from './step.ts';

/** Everything a visitor must know before anything is read or asked: what it is, who may have it, fee, time, what to bring. */
export function About({ step }: { readonly step: StepOf<'about'> }) {
  const { t } = useTranslation(['services', 'journey']);
  // What is only read stands at eye height for a seated visitor; the lower part is for what is touched.
  const seated = useSession().snapshot.comfort.reach;
  const { service, leaflet } = step;
  const word = (part: string): string => t(`services:${service.id}.${part}`);
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
          <FeeAndTime service={service} />
          {word('isNot') ? <Panel kind="warn" title={word('isNot')} /> : null}
          <AvailabilityNote service={service} />
          {word('tip') ? <p className={screen['soft']}>{word('tip')}</p> : null}
          {seated ? <Details service={service} /> : null}
        </>
      }
      act={
        <div className={screen['stack']}>
          <AboutGroups service={service} />
          {seated ? null : <Details service={service} />}
          <PrintSlip slip={leaflet} label={t('journey:about.print')} />
        </div>
      }
    />
  );
}

function FeeAndTime({ service }: { readonly service: ServiceView }) {
  const { t } = useTranslation('journey');
  return (
    <Facts
      facts={[
        { id: 'fee', name: t('about.fee'), value: <Fee service={service} /> },
        { id: 'time', name: t('about.time'), value: <Time service={service} /> },
      ]}
    />
  );
}

/** What to bring, what it is good for, and the rules it rests on. */
function Details({ service }: { readonly service: ServiceView }) {
  const { t } = useTranslation('journey');
  return (
    <>
      <AboutMaterials service={service} />
      <Uses service={service} />
      <LawList heading={t('about.basis')} basis={service.basis} />
    </>
  );
}

function AvailabilityNote({ service: { availability } }: { readonly service: ServiceView }) {
  const { t } = useTranslation('journey');
  const { kiosk, language } = useSession().snapshot;
  switch (availability.state) {
    case 'available':
      return null;
    case 'queued':
      return (
        <Panel kind="info" title={t('about.queued')}>
          <p>{t('about.queuedText')}</p>
        </Panel>
      );
    case 'counter':
      return (
        <Panel kind="bad" title={t(`home.because.${availability.because}`)}>
          <p>{t('about.counter', { counter: kiosk.nearestCounter[language] })}</p>
        </Panel>
      );
  }
}

function Fee({ service: { fee } }: { readonly service: ServiceView }) {
  const { t } = useTranslation('journey');
  const feeWords = useFeeWords();
  return (
    <>
      <span className={styles['line']}>{feeWords(fee)}</span>
      {fee.kind === 'range' ? <span className={styles['line']}>{t('fee.chosen')}</span> : null}
    </>
  );
}

/** Minutes here; and where an office decides later, the days that the law gives it and those it usually takes. */
function Time({ service: { limit } }: { readonly service: ServiceView }) {
  const { t } = useTranslation('journey');
  const { minutes, workingDays, promisedWorkingDays } = limit;
  const usual = promisedWorkingDays === workingDays ? null : promisedWorkingDays;
  return (
    <>
      <span className={styles['line']}>{t('about.minutes', { count: minutes })}</span>
      {workingDays === null ? null : (
        <span className={styles['line']}>{t('about.decided', { count: workingDays })}</span>
      )}
      {usual === null ? null : <span className={styles['line']}>{t('about.usually', { count: usual })}</span>}
    </>
  );
}

function Uses({ service: { purposes } }: { readonly service: ServiceView }) {
  const { t } = useTranslation(['fields', 'journey']);
  if (purposes.length === 0) return null;
  return (
    <section className={screen['stack']} aria-labelledby="uses">
      <h2 id="uses">{t('journey:about.uses')}</h2>
      <ul className={styles['uses']}>
        {purposes.map(({ id, validityHours }) => (
          <li key={id}>
            <strong>{t(`fields:purpose.options.${id}`)}</strong>
            <span>{t('journey:validHours', { count: validityHours })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
