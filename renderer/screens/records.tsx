import { useTranslation } from 'react-i18next';
import { CaseItem } from '../controls/case-item.tsx';
import { FactList } from '../controls/fact-list.tsx';
import { Panel } from '../controls/panel.tsx';
import { Frame } from '../frame/frame.tsx';
import { Files } from '../illustrations/files.tsx';
import { Drawing } from './drawing.tsx';
import styles from './records.module.css';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

/** What the office has on file, to read. */
export function Records({ step }: { readonly step: StepOf<'records'> }) {
  const { t } = useTranslation('journey');
  const hides = [...step.facts, ...step.items.flatMap(({ facts }) => facts)].some(
    ({ value }) => value.kind === 'hidden',
  );
  const nothing = step.facts.length === 0 && step.items.length === 0;
  return (
    <Frame
      heading={t('records.heading')}
      line={t(hides ? 'records.hidden' : 'records.line')}
      primary={{ label: t('records.next') }}
      tell={
        <div className={styles['drawing']}>
          <Drawing>
            <Files />
          </Drawing>
        </div>
      }
      act={
        <div className={screen['stack']}>
          {nothing ? <Panel kind="good" title={t('records.nothing')} /> : null}
          {step.facts.length > 0 ? <FactList facts={step.facts} /> : null}
          {step.items.length > 0 ? (
            <section className={screen['stack']} aria-labelledby="items">
              <h2 id="items">{t('records.items', { count: step.items.length })}</h2>
              <ol className={styles['items']}>
                {step.items.map((item) => (
                  <li key={item.id}>
                    <CaseItem item={item} />
                  </li>
                ))}
              </ol>
            </section>
          ) : null}
        </div>
      }
    />
  );
}
