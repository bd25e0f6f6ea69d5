import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cameraOpened, cameraSceneChannel, cameraScenes, type CameraScene } from '../../main/contract/camera-scene.ts';
import { deviceNames, type DeviceName } from '../../main/contract/device-status.ts';
import type { DockMachine, DockState } from '../../main/contract/dock-contract.ts';
import { ControlRow } from './control-row.tsx';
import { cameraControl, controls } from './controls.ts';
import { watchDock, type DockClient } from './dock-connection.ts';
import styles from './dock.module.css';
import { KioskFrame, type Orientation } from './kiosk-frame.tsx';
import { MachineRow } from './machine-row.tsx';
import { StatePanel } from './state-panel.tsx';

/** The kiosk on the left, everything simulated on the right. */
export function Dock({ kioskUrl }: { readonly kioskUrl: string }) {
  const { t } = useTranslation('dock');
  const connection = useDockConnection();
  const showScene = useCameraScene();
  const [orientation, setOrientation] = useState<Orientation>('portrait');
  const rows = useMemo(() => [...controls, cameraControl(showScene, cameraScenes)], [showScene]);
  return (
    <div className={styles['dock']}>
      <KioskFrame url={kioskUrl} orientation={orientation} />
      <aside className={styles['side']}>
        <h1 className={styles['title']}>{t('title')}</h1>
        {connection === null && <p className={styles['away']}>{t('away')}</p>}
        <OrientationSwitch orientation={orientation} onChange={setOrientation} />
        {rows.map((row) => (
          <ControlRow key={row.name} control={row} client={connection?.client ?? null} />
        ))}
        {connection &&
          machinesOf(connection.state).map(([name, machine]) => (
            <MachineRow key={name} name={name} machine={machine} client={connection.client} />
          ))}
        {connection && <StatePanel state={connection.state} />}
      </aside>
    </div>
  );
}

function machinesOf({ machines }: DockState): [DeviceName, DockMachine][] {
  return deviceNames.flatMap((name): [DeviceName, DockMachine][] => {
    const machine = machines[name];
    return machine ? [[name, machine]] : [];
  });
}

interface SwitchProps {
  readonly orientation: Orientation;
  readonly onChange: (orientation: Orientation) => void;
}

function OrientationSwitch({ orientation, onChange }: SwitchProps) {
  const { t } = useTranslation('dock');
  return (
    <fieldset className={styles['row']}>
      <legend>{t('orientation.label')}</legend>
      {(['portrait', 'landscape'] as const).map((each) => (
        <button key={each} type="button" aria-pressed={each === orientation} onClick={() => onChange(each)}>
          {t(`orientation.${each}`)}
        </button>
      ))}
    </fieldset>
  );
}

function useDockConnection(): { readonly client: DockClient; readonly state: DockState } | null {
  const [connection, setConnection] = useState<{ client: DockClient; state: DockState } | null>(null);
  useEffect(() => {
    const over = new AbortController();
    void watchDock(over.signal, setConnection);
    return () => over.abort();
  }, []);
  return connection;
}

/** Tells the simulated camera what stands before it, also one that opens later. */
function useCameraScene(): (scene: CameraScene) => void {
  const [scene, setScene] = useState<CameraScene>('face');
  const latest = useRef(scene);
  useEffect(() => {
    const channel = new BroadcastChannel(cameraSceneChannel);
    latest.current = scene;
    channel.postMessage(scene);
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data === cameraOpened) channel.postMessage(latest.current);
    });
    return () => channel.close();
  }, [scene]);
  return setScene;
}
