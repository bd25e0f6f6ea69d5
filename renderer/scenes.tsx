import '@fontsource-variable/noto-sans-sc';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { Language } from '../main/contract/language.ts';
import type { Comfort, SessionSnapshot } from '../main/contract/session-snapshot.ts';
import { err } from '../main/contract/result.ts';
import type { VisitorEvent } from '../main/contract/visitor-event.ts';
import { App } from './app.tsx';
import { i18n } from './i18n.ts';
import { sampleDivisions } from './scenes/sample-divisions.ts';
import { samplePhoto } from './scenes/sample-photo.ts';
import { scenesWith } from './scenes/fixtures.ts';
import { OneMoment } from './screens/one-moment.tsx';
import './theme/tokens.css';
import './theme/base.css';
import { watchInputKind } from './touch-reports.ts';

// A page for development and tests: any screen by ?scene=…&lang=…&text=…&contrast=…&reach=… The app does not contain it.
const scenes = scenesWith(samplePhoto());

function comfortWanted(wanted: URLSearchParams, before: Comfort): Comfort {
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

function draw(key: string, snapshot: SessionSnapshot): void {
  const send = (event: VisitorEvent): void => {
    window.dispatchEvent(new CustomEvent('visitor-event', { detail: event }));
    if (event.type === 'setComfort') draw(key, { ...snapshot, comfort: event.comfort });
    if (event.type === 'chooseLanguage') draw(key, { ...snapshot, language: event.language });
  };
  root.render(
    <I18nextProvider i18n={i18n}>
      <App
        key={key}
        snapshot={snapshot}
        send={send}
        search={async () => ['temp-id-proof', 'id-card-replacement']}
        divisions={async (parent) => sampleDivisions(parent)}
        takePicture={async () => err('offline')}
      />
    </I18nextProvider>,
  );
}

function drawWanted(): void {
  const wanted = new URLSearchParams(window.location.search);
  const name = wanted.get('scene') ?? '';
  const found = scenes[name];
  if (found) {
    const language: Language = wanted.get('lang') === 'en' ? 'en' : 'zh-CN';
    const key = wanted.toString();
    // A question knows its service from the service's first page.
    if (found.step.name === 'field' && scenes['about'])
      flushSync(() => draw(key, { ...found, ...scenes['about'], language }));
    flushSync(() => draw(key, { ...found, language, comfort: comfortWanted(wanted, found.comfort) }));
  } else if (name === 'one-moment') {
    flushSync(() => root.render(<OneMoment />));
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
}

declare global {
  interface WindowEventMap {
    /** Screens that are no scenes, one after the other as in a visit: the last one stays. */
    draw: CustomEvent<readonly SessionSnapshot[]>;
  }
}
let drawn = 0;
// A test goes from screen to screen without loading the page and its fonts again.
window.addEventListener('popstate', drawWanted);
window.addEventListener('draw', ({ detail }) => {
  drawn += 1;
  for (const snapshot of detail) flushSync(() => draw(`drawn-${drawn}`, snapshot));
});
drawWanted();
