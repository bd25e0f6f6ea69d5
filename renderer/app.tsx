import { useLayoutEffect, useMemo, useState } from 'react';
import type { ServiceView } from '../main/contract/service-view.ts';
import { i18n } from './i18n.ts';
import { Screen } from './screens/screen.tsx';
import { stepKey } from './screens/step.ts';
import { SessionContext, type Session } from './session-context.ts';

/** The snapshot drawn: its language, its comfort settings, its step. Holds nothing of its own but the service's name. */
export function App({ snapshot, send, search, divisions, takePicture }: Omit<Session, 'service'>) {
  const { comfort, kiosk, language, step } = snapshot;
  const [service, setService] = useState<ServiceView | null>(null);
  if (step.name === 'about' && step.service.id !== service?.id) setService(step.service);
  if ((step.name === 'attract' || step.name === 'home') && service) setService(null);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [language]);
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.style.setProperty('--mm', `${kiosk.pixelsPerMm}px`);
    root.dataset['text'] = comfort.textSize;
    root.dataset['contrast'] = comfort.contrast;
    root.dataset['reach'] = comfort.reach ? 'on' : 'off';
  }, [comfort, kiosk.pixelsPerMm]);
  const session = useMemo(
    () => ({ snapshot, send, search, divisions, takePicture, service }),
    [snapshot, send, search, divisions, takePicture, service],
  );
  return (
    <SessionContext value={session}>
      <Screen key={stepKey(step)} step={step} />
    </SessionContext>
  );
}
