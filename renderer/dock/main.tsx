import '@fontsource-variable/noto-sans-sc/index.css';
import { createInstance } from 'i18next';
import { createRoot } from 'react-dom/client';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import enDock from '../../locales/en/dock.json' with { type: 'json' };
import zhDock from '../../locales/zh-CN/dock.json' with { type: 'json' };
import '../theme/tokens.css';
import '../theme/base.css';
import { Dock } from './dock.tsx';

/** For developers only: the kiosk in a frame, and hands on everything that is simulated. */
const i18n = createInstance();
void i18n.use(initReactI18next).init({
  resources: { 'zh-CN': { dock: zhDock }, en: { dock: enDock } },
  lng: navigator.language.startsWith('zh') ? 'zh-CN' : 'en',
  fallbackLng: false,
  interpolation: { escapeValue: false },
});
document.documentElement.lang = i18n.language;

// The kiosk's token goes into the frame's own address; the dock's is used up by its connection.
const kioskToken = new URLSearchParams(window.location.hash.slice(1)).get('kiosk');
const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <I18nextProvider i18n={i18n}>
    <Dock kioskUrl={kioskToken === null ? '/index.html' : `/index.html#token=${kioskToken}`} />
  </I18nextProvider>,
);
