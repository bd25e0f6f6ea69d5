import '@fontsource-variable/noto-sans-sc';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { err, ok } from '../main/contract/result.ts';
import type { VisitorEvent } from '../main/contract/visitor-event.ts';
import { App } from './app.tsx';
import { connectKiosk, type KioskClient } from './connection.ts';
import { FailureBoundary } from './failure-boundary.tsx';
import { i18n } from './i18n.ts';
import { OneMoment } from './screens/one-moment.tsx';
import type { Session } from './session-context.ts';
import './theme/tokens.css';
import './theme/base.css';
import { reportTouches, watchInputKind } from './touch-reports.ts';

const element = document.getElementById('root');
if (!element) throw new Error('index.html has no #root');
const root = createRoot(element);
const draw = (screen: ReactNode): void =>
  root.render(
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <FailureBoundary>{screen}</FailureBoundary>
      </I18nextProvider>
    </StrictMode>,
  );

let living: KioskClient | null = null;
const send = (event: VisitorEvent): void => {
  // A lost event needs no word of its own: the link is gone then, and the screen says "one moment".
  living?.session.send(event).catch(() => undefined);
};
const search: Session['search'] = async (text, language) =>
  (await living?.catalogue.search({ text, language }))?.serviceIds ?? [];
const divisions: Session['divisions'] = async (parent) =>
  (await living?.catalogue.divisions({ parent })) ?? { path: [], children: [] };
const takePicture: Session['takePicture'] = async (signal) => {
  // A kiosk that is away has no camera either.
  const taken = await living?.camera.takePicture(undefined, { signal }).catch(() => null);
  if (!taken) return err(signal.aborted ? 'cancelled' : 'offline');
  return taken.ok ? ok(taken.value.jpeg) : taken;
};

draw(<OneMoment />);
reportTouches(send);
watchInputKind();
connectKiosk({
  onSnapshot: (snapshot, client) => {
    living = client;
    draw(<App snapshot={snapshot} send={send} search={search} divisions={divisions} takePicture={takePicture} />);
  },
  onAway: () => {
    living = null;
    draw(<OneMoment />);
  },
});
