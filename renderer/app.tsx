import { useLayoutEffect, useMemo, useRef } from 'react';
import type { ServiceView } from '../main/contract/session-snapshot.ts';
import { i18n } from './i18n.ts';
import { Screen } from './screens/screen.tsx';
import { stepKey } from './screens/step.ts';
import { SessionContext, type Session } from './session-context.ts';

/** The snapshot drawn: its language, its comfort settings, its step. Holds nothing of its own but the service's name. */
export function App({ snapshot, send, search }: Pick<Session, 'snapshot' | 'send' | 'search'>) {
  const { comfort, kiosk, language, step } = snapshot;
  const service = useRef<ServiceView | null>(null);
  if (step.name === 'about') service.current = step.service;
  if (step.name === 'attract' || step.name === 'home') service.current = null;
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
  const session = useMemo(() => ({ snapshot, send, search, service: service.current }), [snapshot, send, search]);
  return (
    <SessionContext value={session}>
      <Screen key={stepKey(step)} step={step} />
    </SessionContext>
  );
}
