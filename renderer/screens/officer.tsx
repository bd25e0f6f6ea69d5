import { useTranslation } from 'react-i18next';
import { Frame } from '../frame/frame.tsx';
import { Officer } from '../illustrations/officer.tsx';
import { useSession } from '../session-context.ts';
import { Drawing } from './drawing.tsx';
import screen from './screen.module.css';
import { Working } from './working.tsx';

/** An officer decides in the machine's place. */
export function OfficerScreen() {
  const { t } = useTranslation('journey');
  const { problem, kiosk, language } = useSession().snapshot;
  const failed = problem === 'officer-no-answer' || problem?.startsWith('gateway') === true;
  return (
    <Frame
      heading={t(failed ? 'officer.failed' : 'officer.heading')}
      line={failed ? undefined : t('officer.line')}
      primary={{ label: t('officer.again') }}
      tell={
        <div className={screen['middle']}>
          <Drawing>
            <Officer calling={!failed} />
          </Drawing>
          {failed ? (
            <p>{t('officer.elsewhere', { counter: kiosk.nearestCounter[language], phone: kiosk.officerPhone })}</p>
          ) : (
            <Working text={t('officer.wait')} later={t('officer.later')} />
          )}
        </div>
      }
      act={
        failed ? undefined : (
          <ol className={screen['points']}>
            <li>{t('officer.first')}</li>
            <li>{t('officer.second')}</li>
            <li>{t('officer.third')}</li>
          </ol>
        )
      }
    />
  );
}
