import { Car, House, Plane, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AreaId } from '../../main/contract/session-snapshot.ts';
import { Button } from '../controls/button.tsx';
import { Frame } from '../frame/frame.tsx';
import { Greeter } from '../illustrations/greeter.tsx';
import { useSession } from '../session-context.ts';
import styles from './home.module.css';
import { ServiceSearch } from './service-search.tsx';
import { ServiceTile } from './service-tile.tsx';
import type { StepOf } from './step.ts';

const drawings: Readonly<Record<AreaId, typeof Car>> = { household: House, 'exit-entry': Plane, vehicle: Car };

/** All services in their three areas, and a way to find one in one's own words. */
export function Home({ step }: { readonly step: StepOf<'home'> }) {
  const { t } = useTranslation('journey');
  const { snapshot } = useSession();
  const [searching, setSearching] = useState(false);
  if (searching) return <ServiceSearch areas={step.areas} onClose={() => setSearching(false)} />;
  const greeter = snapshot.kiosk.greeterName[snapshot.language];
  return (
    <Frame
      heading={t('home.heading')}
      line={t('home.line', { name: greeter })}
      tell={
        <div className={styles['greeter']}>
          <Greeter />
        </div>
      }
      act={
        <div className={styles['home']}>
          <Button wide icon={<Search aria-hidden />} onPress={() => setSearching(true)}>
            {t('home.search')}
          </Button>
          {step.areas.map(({ id, services }) => {
            const AreaDrawing = drawings[id];
            return (
              <section key={id} className={styles['area']} aria-labelledby={`area-${id}`}>
                <h2 id={`area-${id}`}>
                  <AreaDrawing aria-hidden />
                  {t(`areas.${id}`)}
                </h2>
                <ul className={styles['tiles']}>
                  {services.map((service) => (
                    <ServiceTile key={service.id} service={service} />
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
      }
    />
  );
}
