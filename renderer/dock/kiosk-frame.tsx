import { useEffect, useRef, useState } from 'react';
import styles from './dock.module.css';

export type Orientation = 'portrait' | 'landscape';

/** A 1080p screen, standing or lying. */
const screens = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
} as const;

export interface KioskFrameProps {
  readonly url: string;
  readonly orientation: Orientation;
}

/** The kiosk at its real number of pixels, shrunk to what the window has room for. */
export function KioskFrame({ url, orientation }: KioskFrameProps) {
  const room = useRef<HTMLDivElement>(null);
  const [space, setSpace] = useState({ width: 1, height: 1 });
  useEffect(() => {
    if (!room.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSpace({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(room.current);
    return () => observer.disconnect();
  }, []);
  const screen = screens[orientation];
  const scale = Math.min(space.width / screen.width, space.height / screen.height);
  return (
    <div ref={room} className={styles['room']}>
      <div className={styles['screen']} style={{ width: screen.width * scale, height: screen.height * scale }}>
        {/* oxlint-disable-next-line react/iframe-missing-sandbox -- our own page: what it needs would undo a sandbox */}
        <iframe
          className={styles['kiosk']}
          src={url}
          title="Kiosk"
          // Everything the kiosk's own window may do; the frame is the same origin, the same page.
          allow="camera"
          style={{ width: screen.width, height: screen.height, transform: `scale(${scale})` }}
        />
      </div>
    </div>
  );
}
