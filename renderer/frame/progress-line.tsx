import { useTranslation } from 'react-i18next';
import { useSession } from '../session-context.ts';
import styles from './progress-line.module.css';

/** "Step 2 of 5 · Who you are", with the line of steps drawn above it. */
export function ProgressLine() {
  const { t } = useTranslation('journey');
  const { progress } = useSession().snapshot;
  if (!progress) return null;
  const { index, groups } = progress;
  return (
    <section className={styles['progress']} aria-label={t('progress.label')}>
      <div className={styles['line']} aria-hidden>
        {groups.map((group, position) => (
          <span key={group} data-state={position + 1 < index ? 'done' : position + 1 === index ? 'now' : 'ahead'} />
        ))}
      </div>
      <p>
        {t('progress.step', { index, count: groups.length })}
        <span aria-hidden> · </span>
        <strong>{t(`progress.${groups[index - 1] ?? 'notice'}`)}</strong>
      </p>
    </section>
  );
}
