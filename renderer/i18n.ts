import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import enCamera from '../locales/en/camera.json' with { type: 'json' };
import enCommon from '../locales/en/common.json' with { type: 'json' };
import enFields from '../locales/en/fields.json' with { type: 'json' };
import enJourney from '../locales/en/journey.json' with { type: 'json' };
import enKeyboard from '../locales/en/keyboard.json' with { type: 'json' };
import enProblems from '../locales/en/problems.json' with { type: 'json' };
import enServices from '../locales/en/services.json' with { type: 'json' };
import zhCamera from '../locales/zh-CN/camera.json' with { type: 'json' };
import zhCommon from '../locales/zh-CN/common.json' with { type: 'json' };
import zhFields from '../locales/zh-CN/fields.json' with { type: 'json' };
import zhJourney from '../locales/zh-CN/journey.json' with { type: 'json' };
import zhKeyboard from '../locales/zh-CN/keyboard.json' with { type: 'json' };
import zhProblems from '../locales/zh-CN/problems.json' with { type: 'json' };
import zhServices from '../locales/zh-CN/services.json' with { type: 'json' };

/** The words of every screen, bundled: nothing is fetched, and switching the language is immediate. */
export const words = {
  'zh-CN': {
    common: zhCommon,
    journey: zhJourney,
    services: zhServices,
    fields: zhFields,
    problems: zhProblems,
    keyboard: zhKeyboard,
    camera: zhCamera,
  },
  en: {
    common: enCommon,
    journey: enJourney,
    services: enServices,
    fields: enFields,
    problems: enProblems,
    keyboard: enKeyboard,
    camera: enCamera,
  },
};

export const i18n = createInstance();
void i18n.use(initReactI18next).init({
  resources: words,
  lng: 'zh-CN',
  // Neither language stands in for the other: a missing word stays empty and a test finds it.
  fallbackLng: false,
  ns: Object.keys(words.en),
  defaultNS: 'common',
  initAsync: false,
  interpolation: { escapeValue: false },
  parseMissingKeyHandler: () => '',
});
