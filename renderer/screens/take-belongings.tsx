import type { Language } from '../../main/contract/language.ts';
import type { Belonging } from '../../main/contract/result-view.ts';
import { Frame } from '../frame/frame.tsx';
import { ProblemCodeLine } from '../frame/problem-notice.tsx';
import { i18n } from '../i18n.ts';
import { belongingDrawings } from '../illustrations/belonging.tsx';
import { useSession } from '../session-context.ts';
import styles from './take-belongings.module.css';
import type { StepOf } from './step.ts';

/** The visit is wiped, and with it the visitor's language: everything is said in both. */
export function TakeBelongings({ step }: { readonly step: StepOf<'takeBelongings'> }) {
  const { language, problem } = useSession().snapshot;
  const other = language === 'en' ? 'zh-CN' : 'en';
  // Nothing to take any more: what became of it is all there is to say.
  const takenIn = step.left.length === 0 ? problem : null;
  const heading = (shown: Language): string =>
    takenIn ? i18n.t(`problems:${takenIn}.what`, { lng: shown }) : takeWords(step.left, shown);
  const line = (shown: Language): string =>
    (takenIn ? [`problems:${takenIn}.do`, `problems:${takenIn}.kept`] : ['journey:takeBelongings.line'])
      .map((key) => i18n.t(key, { lng: shown }))
      .join(shown === 'en' ? ' ' : '');
  return (
    <Frame
      heading={heading(language)}
      line={line(language)}
      centred
      tell={
        <div className={styles['take']}>
          <div lang={other}>
            <p className={styles['heading']}>{heading(other)}</p>
            <p>{line(other)}</p>
          </div>
          <ul className={styles[step.left.length === 1 ? 'one' : 'several']}>
            {step.left.map((thing) => {
              const Drawing = belongingDrawings[thing];
              return (
                <li key={thing}>
                  <Drawing />
                  <p>
                    {[language, other].map((shown) => (
                      <span key={shown} lang={shown}>
                        {i18n.t(`journey:belongings.${thing}.where`, { lng: shown })}
                      </span>
                    ))}
                  </p>
                </li>
              );
            })}
          </ul>
          {takenIn ? <ProblemCodeLine problem={takenIn} /> : null}
        </div>
      }
    />
  );
}

/** One thing is named in the heading; of several, each stands by its own drawing. */
function takeWords([first, ...others]: readonly Belonging[], language: Language): string {
  return i18n.t(first && others.length === 0 ? `journey:belongings.${first}.take` : 'journey:takeBelongings.heading', {
    lng: language,
  });
}
