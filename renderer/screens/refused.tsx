import { MapPin, Phone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { distanceOf, type HallPlace } from '../../main/contract/hall-place.ts';
import { dayWords } from '../controls/day.ts';
import { Facts, type Fact } from '../controls/facts.tsx';
import { Law } from '../controls/law.tsx';
import { Frame } from '../frame/frame.tsx';
import { ToTheCounter } from '../illustrations/to-the-counter.tsx';
import { useSession } from '../session-context.ts';
import { Drawing } from './drawing.tsx';
import { PrintSlip } from './print-slip.tsx';
import styles from './refused.module.css';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

/** Not here: why, by which rule, from when on, and who can help instead. Never a dead end. */
export function Refused({ step }: { readonly step: StepOf<'refused'> }) {
  const { t } = useTranslation(['refusals', 'services', 'journey']);
  const { snapshot, send } = useSession();
  const { kiosk, language } = snapshot;
  const { reason, from, basis, place } = step.refusal;
  const rows: Fact[] = [];
  if (from !== null) rows.push({ id: 'from', name: t('journey:refused.from'), value: dayWords(from, language) });
  if (basis) rows.push({ id: 'basis', name: t('journey:refused.basis'), value: <Law basis={basis} /> });
  rows.push({ id: 'service', name: t('journey:refused.service'), value: t(`services:${step.service.id}.name`) });
  const where = (
    <>
      {place ? (
        <Place place={place} />
      ) : (
        <section className={styles['place']} aria-label={t('journey:refused.place')}>
          <p className={styles['name']}>{kiosk.nearestCounter[language]}</p>
          <Call phone={kiosk.officerPhone} />
        </section>
      )}
      <Facts facts={rows} />
    </>
  );
  // Read at eye height by a seated visitor, and only the button is low.
  const seated = snapshot.comfort.reach;
  return (
    <Frame
      heading={t(`refusals:${reason}.what`)}
      line={t(`refusals:${reason}.do`)}
      primary={{ always: true, ends: true, label: t('journey:refused.finish'), onPress: () => send({ type: 'end' }) }}
      tell={
        seated ? (
          where
        ) : (
          <div className={styles['drawing']}>
            <Drawing>
              <ToTheCounter />
            </Drawing>
          </div>
        )
      }
      act={
        <div className={screen['stack']}>
          {seated ? null : where}
          <PrintSlip slip={step.slip} label={t('journey:refused.print')} />
        </div>
      }
    />
  );
}

function Place({ place }: { readonly place: HallPlace }) {
  const { t } = useTranslation('journey');
  const { language } = useSession().snapshot;
  const { unit, distance } = distanceOf(place.distanceMetres);
  return (
    <section className={styles['place']} aria-label={t('refused.place')}>
      <p className={styles['name']}>{place.name[language]}</p>
      <p className={styles['line']}>
        <MapPin aria-hidden />
        <span>
          {place.address[language]} <strong>{t(`refused.${unit}`, { distance })}</strong>
        </span>
      </p>
      <p>{place.hours[language]}</p>
      <Call phone={place.phone} />
    </section>
  );
}

function Call({ phone }: { readonly phone: string }) {
  const { t } = useTranslation('journey');
  return (
    <p className={styles['line']}>
      <Phone aria-hidden />
      <span>
        {t('refused.phone')} <strong className={styles['digits']}>{phone}</strong>
      </span>
    </p>
  );
}
