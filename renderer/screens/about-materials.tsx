import { Backpack, CircleHelp, CloudCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MaterialView, ServiceView } from '../../main/contract/service-view.ts';
import { visitorGroups } from '../../main/contract/visitor-group.ts';
import styles from './about.module.css';
import screen from './screen.module.css';

const needs = ['bring', 'ifAny', 'shared'] as const;
const drawings = { bring: Backpack, ifAny: CircleHelp, shared: CloudCheck } as const;

/** What to bring, what only if there is any, and what nobody need carry because the offices share it. */
export function AboutMaterials({ service }: { readonly service: ServiceView }) {
  const { t } = useTranslation('journey');
  const brings = service.materials.some(({ need }) => need === 'bring');
  return (
    <section className={screen['stack']} aria-labelledby="materials">
      <h2 id="materials">{t('about.bring')}</h2>
      {brings ? null : <p>{t('about.bringNothing')}</p>}
      {needs.map((need) => {
        const materials = service.materials.filter((material) => material.need === need);
        const Drawing = drawings[need];
        return materials.length === 0 ? null : (
          <div key={need} className={styles['need']} data-need={need}>
            <p className={styles['needName']}>
              <Drawing aria-hidden />
              <span>{t(`about.need.${need}`)}</span>
            </p>
            <ul className={screen['points']}>
              {materials.map((material) => (
                <Material key={material.id} material={material} service={service} />
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

/** With the groups that it is for, where it is not for everybody whom the service is for. */
function Material({ material, service }: { readonly material: MaterialView; readonly service: ServiceView }) {
  const { t, i18n } = useTranslation(['materials', 'journey']);
  const here = visitorGroups.filter((group) => service.groups[group].state !== 'elsewhere');
  const meant = here.filter((group) => material.groups.includes(group));
  if (meant.length === 0) return null;
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  return (
    <li>
      {t(`materials:${material.id}`)}
      {meant.length === here.length ? null : (
        <span className={styles['for']}>
          {t('journey:about.for', { groups: list.format(meant.map((group) => t(`journey:groups.${group}`))) })}
        </span>
      )}
    </li>
  );
}
