import { useTranslation } from 'react-i18next';
import { CaseItemChoice } from '../controls/case-item.tsx';
import { FactList } from '../controls/fact-list.tsx';
import { Panel } from '../controls/panel.tsx';
import { Frame } from '../frame/frame.tsx';
import { useSession } from '../session-context.ts';
import styles from './records.module.css';
import type { StepOf } from './step.ts';

/** One of what the office lists; what cannot be chosen here stays in sight, with the reason. */
export function Choose({ step }: { readonly step: StepOf<'choose'> }) {
  const { t } = useTranslation('journey');
  const { send } = useSession();
  const none = step.items.every(({ blocked }) => blocked !== null);
  return (
    <Frame
      heading={t('choose.heading')}
      line={t('choose.line')}
      primary={{ disabled: step.chosen === null }}
      tell={
        <>
          {none ? <Panel kind="warn" title={t('choose.none')} /> : null}
          {step.facts.length > 0 ? <FactList still facts={step.facts} /> : null}
        </>
      }
      act={
        <ul className={styles['items']}>
          {step.items.map((item) => (
            <li key={item.id}>
              <CaseItemChoice
                item={item}
                chosen={item.id === step.chosen}
                onPress={() => send({ type: 'chooseItem', item: item.id })}
              />
            </li>
          ))}
        </ul>
      }
    />
  );
}
