import { useTranslation } from 'react-i18next';
import type { ResultView } from '../../main/contract/result-view.ts';
import { FactList } from '../controls/fact-list.tsx';
import { Panel } from '../controls/panel.tsx';
import { Frame } from '../frame/frame.tsx';
import { ProblemWords } from '../frame/problem-notice.tsx';
import { belongingDrawings } from '../illustrations/belonging.tsx';
import { Officer } from '../illustrations/officer.tsx';
import { Safe } from '../illustrations/safe.tsx';
import { TakePaper } from '../illustrations/take-paper.tsx';
import { TakeReceipt } from '../illustrations/take-receipt.tsx';
import { useSession } from '../session-context.ts';
import { Paid } from './paid.tsx';
import { PaperMissing } from './paper-missing.tsx';
import styles from './result.module.css';
import screen from './screen.module.css';
import { ServiceTile } from './service-tile.tsx';
import type { StepOf } from './step.ts';

/** What the visitor has now, what to take along, and what may follow. */
export function Result({ step }: { readonly step: StepOf<'result'> }) {
  const { t } = useTranslation(['journey', 'services']);
  const { snapshot, send } = useSession();
  const { result } = step;
  // Read at eye height by a seated visitor.
  const seated = snapshot.comfort.reach;
  const told = result.paperMissing ? 'paper-not-seen' : snapshot.problem;
  const printed = result.document.state === 'printed' || result.receipt.state === 'printed';
  return (
    <Frame
      heading={t(`result.${result.outcome}.heading`)}
      line={t(result.outcome === 'answered' && !printed ? 'result.withoutPaper' : `result.${result.outcome}.line`)}
      primary={{ always: true, ends: true, label: t('result.finish'), onPress: () => send({ type: 'end' }) }}
      tell={
        <>
          <div aria-live="assertive">{told ? <ProblemWords problem={told} /> : null}</div>
          {seated ? <Numbers result={result} /> : null}
          <Take result={result} />
          <p className={screen['soft']} role="timer">
            {t('result.secondsLeft', { count: result.secondsLeft })}
          </p>
        </>
      }
      act={
        <div className={screen['stack']}>
          {seated ? null : <Numbers result={result} />}
          {result.payment ? <Paid payment={result.payment} /> : null}
          {result.facts.length > 0 ? <FactList facts={result.facts} /> : null}
          {result.document.state === 'failed' || result.receipt.state === 'failed' ? (
            <Panel kind="warn" title={t('result.missing')}>
              <p>{t('result.missingText', { counter: snapshot.kiosk.nearestCounter[snapshot.language] })}</p>
            </Panel>
          ) : null}
          {printed && !result.paperMissing ? <PaperMissing /> : null}
          {result.document.state === 'printed' && result.certificateNumber !== null ? (
            <p>{t('result.checkable')}</p>
          ) : null}
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

/** The numbers to note, in case the papers are lost. */
function Numbers({ result }: { readonly result: ResultView }) {
  const { t } = useTranslation(['journey', 'services']);
  return (
    <dl className={styles['numbers']} data-outcome={result.outcome}>
      <div>
        <dt>{t('result.service')}</dt>
        <dd className={styles['service']}>{t(`services:${result.service.id}.name`)}</dd>
      </div>
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
  );
}

/** What lies in the machine and is the visitor's: the papers, and whatever they brought. */
function Take({ result }: { readonly result: ResultView }) {
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
        {paperMissing ? <Officer calling /> : <Paper result={result} />}
        {left.map((thing) => {
          const Drawing = belongingDrawings[thing];
          return <Drawing key={thing} />;
        })}
      </div>
    </>
  );
}

function Paper({ result: { document, receipt, left } }: { readonly result: ResultView }) {
  if (document.state === 'printed') return <TakePaper />;
  // A receipt that still lies in its mouth is drawn as what was left.
  if (receipt.state === 'printed') return left.includes('receipt') ? null : <TakeReceipt />;
  return left.length > 0 ? null : <Safe />;
}
