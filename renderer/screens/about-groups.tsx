import { Ban, MapPin } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../main/contract/service-view.ts';
import { visitorGroups, type VisitorGroup } from '../../main/contract/visitor-group.ts';
import { Button } from '../controls/button.tsx';
import { Choice } from '../controls/choice.tsx';
import { groupDrawings } from '../illustrations/group.tsx';
import { useSession } from '../session-context.ts';
import styles from './about.module.css';

/**
 * As whom the visitor goes on. Where only one group is served the way on is the frame's own button; whoever is not
 * served learns here, before anything is read, where to go.
 */
export function AboutGroups({ service }: { readonly service: ServiceView }) {
  const { t } = useTranslation('journey');
  const { send } = useSession();
  const choose = (group: VisitorGroup): void => send({ type: 'chooseGroup', group });
  const here = visitorGroups.filter((group) => service.groups[group].state !== 'elsewhere');
  const elsewhere = visitorGroups.filter((group) => service.groups[group].state === 'elsewhere');
  const open = service.availability.state !== 'counter';
  return (
    <>
      {open && here.length > 1 ? (
        <section className={styles['groups']} aria-labelledby="groups">
          <h2 id="groups">{t('about.groups')}</h2>
          {here.map((group) => {
            const Drawing = groupDrawings[group];
            return service.groups[group].state === 'served' ? (
              <Choice key={group} title={t(`groups.${group}`)} drawing={<Drawing />} onPress={() => choose(group)} />
            ) : (
              <NotNow key={group} service={service} group={group} />
            );
          })}
        </section>
      ) : (
        here.map((group) => <NotNow key={group} service={service} group={group} />)
      )}
      {elsewhere.length > 0 ? (
        <section className={styles['elsewhere']} aria-label={t('about.whoNot')}>
          {elsewhere.map((group) => (
            <Button key={group} wide icon={<MapPin aria-hidden />} onPress={() => choose(group)}>
              {t(`about.elsewhere.${group}`)}
            </Button>
          ))}
        </section>
      ) : null}
    </>
  );
}

/** Served here as a rule, but nothing that this group could show works at the moment. */
function NotNow({ service, group }: { readonly service: ServiceView; readonly group: VisitorGroup }) {
  const { t } = useTranslation('journey');
  const { kiosk, language } = useSession().snapshot;
  const view = service.groups[group];
  if (view.state !== 'noDevice') return null;
  return (
    <div className={styles['notNow']}>
      <Ban aria-hidden />
      <p>
        <strong>{t(`groups.${group}`)}</strong>
        <span>
          {t('about.notNow', { reason: t(`home.because.${view.device}`), counter: kiosk.nearestCounter[language] })}
        </span>
      </p>
    </div>
  );
}
