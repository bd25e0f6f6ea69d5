import type { Belonging } from '../../main/contract/session-snapshot.ts';
import type { Language } from '../../main/contract/language.ts';
import { Frame } from '../frame/frame.tsx';
import { i18n } from '../i18n.ts';
import { belongingDrawings } from '../illustrations/belonging.tsx';
import { useSession } from '../session-context.ts';
import styles from './take-belongings.module.css';
import type { StepOf } from './step.ts';

/** The visit is wiped, and with it the visitor's language: everything is said in both. */
export function TakeBelongings({ step }: { readonly step: StepOf<'takeBelongings'> }) {
  const { language } = useSession().snapshot;
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <Frame
      heading={takeWords(step.left, language)}
      line={i18n.t('journey:takeBelongings.line', { lng: language })}
      centred
      tell={
        <div className={styles['take']}>
          <div lang={other}>
            <p className={styles['heading']}>{takeWords(step.left, other)}</p>
            <p>{i18n.t('journey:takeBelongings.line', { lng: other })}</p>
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
