import { useTranslation } from 'react-i18next';
import { Frame } from '../frame/frame.tsx';
import { Safe } from '../illustrations/safe.tsx';
import { Drawing } from './drawing.tsx';
import screen from './screen.module.css';
import { Working } from './working.tsx';

/** The request is written down safely. Usually gone before it is read. */
export function Storing() {
  const { t } = useTranslation('journey');
  return (
    <Frame
      heading={t('storing.heading')}
      line={t('storing.line')}
      centred
      tell={
        <div className={screen['middle']}>
          <Drawing>
            <Safe />
          </Drawing>
          <Working text={t('storing.wait')} later={t('checking.later')} />
        </div>
      }
    />
  );
}
