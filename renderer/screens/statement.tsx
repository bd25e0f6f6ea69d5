import { useTranslation } from 'react-i18next';
import { Choice } from '../controls/choice.tsx';
import { FactList } from '../controls/fact-list.tsx';
import { LawList } from '../controls/law-list.tsx';
import { TermedText } from '../controls/term.tsx';
import { Frame } from '../frame/frame.tsx';
import { useSession } from '../session-context.ts';
import styles from './statement.module.css';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

const responses = ['accept', 'defend', 'object'] as const;

/**
 * What the office says the visitor did, on what basis, and what rights they have: all of it before anything is decided
 * (行政处罚法 Art. 44). The three answers are equally large, and none is chosen beforehand.
 */
export function Statement({ step }: { readonly step: StepOf<'statement'> }) {
  const { t } = useTranslation('journey');
  const { snapshot, send } = useSession();
  // Read at eye height by a seated visitor, and only the answers are low.
  const seated = snapshot.comfort.reach;
  return (
    <Frame
      heading={t('statement.heading')}
      line={t('statement.line')}
      tell={
        <>
          <section className={styles['rights']} aria-labelledby="rights">
            <h2 id="rights">{t('statement.rights')}</h2>
            <ul className={screen['points']}>
              <li>{t('statement.right.say')}</li>
              <li>{t('statement.right.harmless')}</li>
              <li>{t('statement.right.officer')}</li>
            </ul>
          </section>
          {seated ? <Charge step={step} still /> : null}
        </>
      }
      act={
        <div className={screen['stack']}>
          {seated ? null : <Charge step={step} />}
          <section className={styles['answers']} aria-labelledby="answers">
            <h2 id="answers">
              <TermedText text={t('statement.answers')} />
            </h2>
            {responses.map((response) => (
              <Choice
                key={response}
                title={t(`statement.${response}.title`)}
                hint={t(`statement.${response}.text`)}
                onPress={() => send({ type: 'respond', response })}
              />
            ))}
          </section>
        </div>
      }
    />
  );
}

/** What was done, and by which rules it is punished. */
function Charge({ step, still = false }: { readonly step: StepOf<'statement'>; readonly still?: boolean }) {
  const { t } = useTranslation('journey');
  return (
    <>
      <FactList still={still} facts={step.facts} />
      <LawList heading={t('statement.basis')} basis={step.basis} />
    </>
  );
}
