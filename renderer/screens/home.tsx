import { ArrowLeft, Car, House, Plane, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AreaId, AreaView } from '../../main/contract/service-view.ts';
import { Button } from '../controls/button.tsx';
import { Choice } from '../controls/choice.tsx';
import { Frame } from '../frame/frame.tsx';
import { Greeter } from '../illustrations/greeter.tsx';
import { useSession } from '../session-context.ts';
import { useMedia } from '../use-media.ts';
import styles from './home.module.css';
import { ServiceSearch } from './service-search.tsx';
import { ServiceTile } from './service-tile.tsx';
import type { StepOf } from './step.ts';

const drawings: Readonly<Record<AreaId, typeof Car>> = { household: House, 'exit-entry': Plane, vehicle: Car };

/** All services in their three areas, and a way to find one in one's own words; where few fit, one area at a time. */
export function Home({ step }: { readonly step: StepOf<'home'> }) {
  const { t } = useTranslation('journey');
  const { textSize } = useSession().snapshot.comfort;
  const low = useMedia('(orientation: landscape) and (max-height: 900px)');
  const [searching, setSearching] = useState(false);
  const [opened, setOpened] = useState<AreaId | null>(null);
  if (searching) return <ServiceSearch areas={step.areas} onClose={() => setSearching(false)} />;
  const byArea = low || textSize !== 'standard';
  const one = byArea ? step.areas.find(({ id }) => id === opened) : undefined;
  const few = byArea && !one;
  return (
    <Frame
      stacked
      heading={one ? t(`areas.${one.id}`) : t('home.heading')}
      line={t('home.line')}
      tell={
        <div className={styles['greeter']}>
          <Greeter />
        </div>
      }
      act={
        <div className={styles['home']} data-few={few}>
          {one ? (
            <Button wide icon={<ArrowLeft aria-hidden />} onPress={() => setOpened(null)}>
              {t('home.allAreas')}
            </Button>
          ) : (
            <Button wide icon={<Search aria-hidden />} onPress={() => setSearching(true)}>
              {t('home.search')}
            </Button>
          )}
          {few ? step.areas.map(({ id }) => <AreaChoice key={id} id={id} onPress={() => setOpened(id)} />) : null}
          {one ? <Tiles area={one} /> : null}
          {byArea ? null : (
            <div className={styles['areas']}>
              {step.areas.map((area) => (
                <Area key={area.id} area={area} />
              ))}
            </div>
          )}
        </div>
      }
    />
  );
}

function AreaChoice({ id, onPress }: { readonly id: AreaId; readonly onPress: () => void }) {
  const { t } = useTranslation('journey');
  const AreaDrawing = drawings[id];
  return <Choice title={t(`areas.${id}`)} drawing={<AreaDrawing aria-hidden />} onPress={onPress} />;
}

function Area({ area }: { readonly area: AreaView }) {
  const { t } = useTranslation('journey');
  const AreaDrawing = drawings[area.id];
  return (
    <section className={styles['area']} aria-labelledby={`area-${area.id}`}>
      <h2 id={`area-${area.id}`}>
        <AreaDrawing aria-hidden />
        {t(`areas.${area.id}`)}
      </h2>
      <Tiles area={area} />
    </section>
  );
}

const Tiles = ({ area }: { readonly area: AreaView }) => (
  <ul className={styles['tiles']}>
    {area.services.map((service) => (
      <ServiceTile key={service.id} service={service} />
    ))}
  </ul>
);
