import { Greeter } from '../illustrations/greeter.tsx';
import { i18n } from '../i18n.ts';
import styles from './one-moment.module.css';

/** The kiosk is away for a moment. Nobody's language is known, so both are shown. */
export function OneMoment() {
  return (
    <main className={styles['moment']}>
      <Greeter />
      <h1>
        <span lang="zh-CN">{i18n.t('common:oneMoment', { lng: 'zh-CN' })}</span>
        <span lang="en">{i18n.t('common:oneMoment', { lng: 'en' })}</span>
      </h1>
    </main>
  );
}
