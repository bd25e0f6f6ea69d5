import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import screen from './screen.module.css';

/** How often it may still go wrong before another way is offered in its place; before it, what went wrong just now. */
export function TriesLeft({ count, children }: { readonly count: number; readonly children?: ReactNode }) {
  const { t } = useTranslation('journey');
  return (
    <p>
      {children ? <strong>{children} </strong> : null}
      {count > 0 ? <span className={screen['soft']}>{t('triesLeft', { count })}</span> : null}
    </p>
  );
}
