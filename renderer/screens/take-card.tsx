import { useTranslation } from 'react-i18next';
import { Frame } from '../frame/frame.tsx';
import { TakeCard } from '../illustrations/take-card.tsx';
import { i18n } from '../i18n.ts';
import { useSession } from '../session-context.ts';
import { Drawing } from './drawing.tsx';
import styles from './take-card.module.css';
import screen from './screen.module.css';

/** The visit is wiped, and with it the visitor's language: both are shown. */
export function TakeCardScreen() {
  const { t } = useTranslation('journey');
  const other = useSession().snapshot.language === 'en' ? 'zh-CN' : 'en';
  return (
    <Frame
      heading={t('takeCard.heading')}
      line={t('takeCard.line')}
      centred
      tell={
        <div className={screen['middle']}>
          <Drawing>
            <TakeCard />
          </Drawing>
          <div lang={other}>
            <p className={styles['heading']}>{i18n.t('journey:takeCard.heading', { lng: other })}</p>
            <p>{i18n.t('journey:takeCard.line', { lng: other })}</p>
          </div>
        </div>
      }
    />
  );
}
