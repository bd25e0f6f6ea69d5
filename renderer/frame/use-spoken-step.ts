import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session-context.ts';
import { hush, speak } from '../speech.ts';

/** Reads the heading, the instruction and a problem aloud when the visitor wishes it. */
export function useSpokenStep(heading: string, line: string | undefined): void {
  const { t } = useTranslation('problems');
  const { snapshot } = useSession();
  const { language, problem } = snapshot;
  const { speech } = snapshot.comfort;
  useEffect(() => {
    if (!speech) return undefined;
    const trouble = problem ? `${t(`${problem}.what`)} ${t(`${problem}.do`)}` : '';
    speak([trouble, heading, line ?? ''].join(' ').trim(), language);
    return hush;
  }, [speech, language, problem, heading, line, t]);
}
