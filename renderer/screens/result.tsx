import { useTranslation } from 'react-i18next';
import { Panel } from '../controls/panel.tsx';
import { Frame } from '../frame/frame.tsx';
import { TakeCard } from '../illustrations/take-card.tsx';
import { TakePaper } from '../illustrations/take-paper.tsx';
import { useSession } from '../session-context.ts';
import styles from './result.module.css';
import screen from './screen.module.css';
import { ServiceTile } from './service-tile.tsx';
import type { StepOf } from './step.ts';

/** What the visitor has now, what to take along, and what may follow. */
export function Result({ step }: { readonly step: StepOf<'result'> }) {
  const { t } = useTranslation(['journey', 'common']);
  const { snapshot, send } = useSession();
  const { result } = step;
  const hasDocument = result.document.state === 'printed';
  const hasPaper = hasDocument || result.receipt.state === 'printed';
  const missing = result.document.state === 'failed' || result.receipt.state === 'failed';
  const delayed = result.certificateNumber === null;
  return (
    <Frame
      heading={t(delayed ? 'result.delayed' : 'result.heading')}
      line={t(delayed ? 'result.delayedLine' : hasDocument ? 'result.line' : 'result.withoutPaper')}
      primary={{ always: true, ends: true, label: t('result.finish'), onPress: () => send({ type: 'end' }) }}
      tell={
        <>
          {result.left.includes('card') ? <Panel kind="warn" title={t('result.takeCard')} /> : null}
          <div className={styles['take']}>
            {hasPaper ? <TakePaper /> : null}
            {result.left.includes('card') ? <TakeCard /> : null}
          </div>
          <p className={screen['soft']} role="timer">
            {t('result.secondsLeft', { count: result.secondsLeft })}
          </p>
        </>
      }
      act={
        <div className={screen['stack']}>
          <dl className={styles['numbers']}>
            {result.certificateNumber === null ? null : (
              <div>
                <dt>{t('certificateNumber')}</dt>
                <dd>{result.certificateNumber}</dd>
              </div>
            )}
            <div>
              <dt>{t('receiptNumber')}</dt>
              <dd>{result.receiptNumber}</dd>
            </div>
          </dl>
          {missing ? (
            <Panel kind="warn" title={t('result.missing')}>
              <p>{t('result.missingText', { counter: snapshot.kiosk.nearestCounter[snapshot.language] })}</p>
            </Panel>
          ) : null}
          <p>{t('result.next')}</p>
          {result.offers.length > 0 ? (
            <section className={screen['stack']} aria-labelledby="offers">
              <h2 id="offers">{t('result.offers')}</h2>
              <ul className={screen['stack']}>
                {result.offers.map((service) => (
                  <ServiceTile key={service.id} service={service} />
                ))}
              </ul>
            </section>
          ) : null}
        </div>
      }
    />
  );
}
