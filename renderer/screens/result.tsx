import { useTranslation } from 'react-i18next';
import type { ResultView } from '../../main/contract/session-snapshot.ts';
import { Panel } from '../controls/panel.tsx';
import { Frame } from '../frame/frame.tsx';
import { ProblemWords } from '../frame/problem-notice.tsx';
import { belongingDrawings } from '../illustrations/belonging.tsx';
import { Officer } from '../illustrations/officer.tsx';
import { TakePaper } from '../illustrations/take-paper.tsx';
import { useSession } from '../session-context.ts';
import { PaperMissing } from './paper-missing.tsx';
import styles from './result.module.css';
import screen from './screen.module.css';
import { ServiceTile } from './service-tile.tsx';
import type { StepOf } from './step.ts';

/** What the visitor has now, what to take along, and what may follow. */
export function Result({ step }: { readonly step: StepOf<'result'> }) {
  const { t } = useTranslation(['journey', 'common']);
  const { snapshot, send } = useSession();
  const { result } = step;
  const counter = snapshot.kiosk.nearestCounter[snapshot.language];
  const hasDocument = result.document.state === 'printed';
  const hasPaper = hasDocument || result.receipt.state === 'printed';
  const failed = result.document.state === 'failed' || result.receipt.state === 'failed';
  const delayed = result.certificateNumber === null;
  return (
    <Frame
      heading={t(delayed ? 'result.delayed' : 'result.heading')}
      line={t(delayed ? 'result.delayedLine' : hasDocument ? 'result.line' : 'result.withoutPaper')}
      primary={{ always: true, ends: true, label: t('result.finish'), onPress: () => send({ type: 'end' }) }}
      tell={
        <>
          <div aria-live="assertive">{result.paperMissing ? <ProblemWords problem="paper-not-seen" /> : null}</div>
          <Take result={result} hasPaper={hasPaper} />
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
          {failed ? (
            <Panel kind="warn" title={t('result.missing')}>
              <p>{t('result.missingText', { counter })}</p>
            </Panel>
          ) : null}
          {hasPaper && !result.paperMissing ? <PaperMissing /> : null}
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

/** What lies in the machine and is the visitor's: the papers, and whatever they brought. */
function Take({ result, hasPaper }: { readonly result: ResultView; readonly hasPaper: boolean }) {
  const { t } = useTranslation('journey');
  const { left, paperMissing } = result;
  const words = left.map((thing) => t(`belongings.${thing}.take`));
  const [only = ''] = words;
  return (
    <>
      {words.length > 0 ? (
        <Panel kind="warn" title={words.length === 1 ? only : t('takeBelongings.heading')}>
          {words.length === 1 ? null : (
            <ul className={screen['points']}>
              {words.map((word) => (
                <li key={word}>{word}</li>
              ))}
            </ul>
          )}
        </Panel>
      ) : null}
      <div className={styles['take']} data-many={left.length > 1}>
        {paperMissing ? <Officer calling /> : hasPaper ? <TakePaper /> : null}
        {left.map((thing) => {
          const Drawing = belongingDrawings[thing];
          return <Drawing key={thing} />;
        })}
      </div>
    </>
  );
}
