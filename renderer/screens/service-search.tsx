import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AreaView } from '../../main/contract/service-view.ts';
import { X } from 'lucide-react';
import { Button } from '../controls/button.tsx';
import { TextLine } from '../controls/text-line.tsx';
import { Frame } from '../frame/frame.tsx';
import { Keyboard } from '../keyboard/keyboard.tsx';
import { useSession } from '../session-context.ts';
import styles from './home.module.css';
import { ServiceTile } from './service-tile.tsx';
import screen from './screen.module.css';

/** Letters arrive faster than answers are useful; this is the pause after which a typist looks up. */
const SEARCH_PAUSE_MS = 200;
const LONGEST_QUERY = 60;
/** As many as stand above the keyboard. */
const RESULTS_SHOWN = 4;

/** Finds a service by everyday words. The kiosk searches; the words are forgotten with this screen. */
export function ServiceSearch({
  areas,
  onClose,
}: {
  readonly areas: readonly AreaView[];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('journey');
  const { snapshot, search } = useSession();
  const { language } = snapshot;
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<readonly string[]>([]);
  const [answered, setAnswered] = useState('');
  const asks = text.trim() !== '';
  useEffect(() => {
    if (!asks) return undefined;
    let wanted = true;
    const show = (ids: readonly string[]): void => {
      if (!wanted) return;
      setAnswer(ids);
      setAnswered(text);
    };
    const timer = setTimeout(() => {
      void search(text.slice(0, LONGEST_QUERY), language).then(show, () => show([]));
    }, SEARCH_PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [asks, text, language, search]);
  // What was found for fewer letters stays until there is an answer for more.
  const services = (asks ? answer : [])
    .flatMap((id) => areas.flatMap((area) => area.services.filter((service) => service.id === id)))
    .slice(0, RESULTS_SHOWN);
  return (
    <Frame
      heading={t('search.heading')}
      line={t('search.line')}
      tell={
        <div className={screen['stack']}>
          <div aria-live="polite">
            {asks && answered === text && answer.length === 0 ? <p>{t('search.none')}</p> : null}
            <ul className={styles['tiles']}>
              {services.map((service) => (
                <ServiceTile key={service.id} service={service} />
              ))}
            </ul>
          </div>
        </div>
      }
      entry={<TextLine label={t('search.label')} value={text} onChange={setText} maxLength={LONGEST_QUERY} />}
      act={
        <div className={[screen['stack'], screen['low']].join(' ')}>
          <Button icon={<X aria-hidden />} onPress={onClose}>
            {t('search.close')}
          </Button>
          <Keyboard language={language} value={text} onChange={setText} kind="text" />
        </div>
      }
    />
  );
}
