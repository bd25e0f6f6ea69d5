import '@fontsource-variable/noto-sans-sc';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { Language } from '../main/contract/language.ts';
import type { Comfort, SessionSnapshot } from '../main/contract/session-snapshot.ts';
import type { VisitorEvent } from '../main/contract/visitor-event.ts';
import { App } from './app.tsx';
import { i18n } from './i18n.ts';
import { samplePhoto } from './scenes/sample-photo.ts';
import { scenesWith } from './scenes/fixtures.ts';
import { OneMoment } from './screens/one-moment.tsx';
import './theme/tokens.css';
import './theme/base.css';
import { watchInputKind } from './touch-reports.ts';

// A page for development and tests: any screen by ?scene=…&lang=…&text=…&contrast=…&reach=… The app does not contain it.
const wanted = new URLSearchParams(window.location.search);
const scenes = scenesWith(samplePhoto());

function comfortWanted(before: Comfort): Comfort {
  const text = wanted.get('text');
  return {
    ...before,
    textSize: text === 'large' || text === 'largest' ? text : 'standard',
    contrast: wanted.get('contrast') === 'high' ? 'high' : 'standard',
    reach: wanted.get('reach') === 'on',
  };
}

watchInputKind();
const element = document.getElementById('root');
if (!element) throw new Error('scenes.html has no #root');
const root = createRoot(element);

function draw(snapshot: SessionSnapshot): void {
  const send = (event: VisitorEvent): void => {
    window.dispatchEvent(new CustomEvent('visitor-event', { detail: event }));
    if (event.type === 'setComfort') draw({ ...snapshot, comfort: event.comfort });
    if (event.type === 'chooseLanguage') draw({ ...snapshot, language: event.language });
  };
  root.render(
    <I18nextProvider i18n={i18n}>
      <App snapshot={snapshot} send={send} search={async () => ['temp-id-proof', 'id-card-replacement']} />
    </I18nextProvider>,
  );
}

const name = wanted.get('scene') ?? '';
const found = scenes[name];
if (found) {
  const language: Language = wanted.get('lang') === 'en' ? 'en' : 'zh-CN';
  const snapshot = { ...found, language, comfort: comfortWanted(found.comfort) };
  // A question knows its service from the service's first page.
  if (scenes['about']) draw({ ...scenes['about'], language });
  setTimeout(() => draw(snapshot));
} else if (name === 'one-moment') {
  root.render(<OneMoment />);
} else {
  root.render(
    <ul>
      {Object.keys(scenes).map((each) => (
        <li key={each}>
          <a href={`?scene=${each}`}>{each}</a>
        </li>
      ))}
    </ul>,
  );
}
