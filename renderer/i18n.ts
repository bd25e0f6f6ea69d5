import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import enBlocked from '../locales/en/blocked.json' with { type: 'json' };
import enCamera from '../locales/en/camera.json' with { type: 'json' };
import enCodes from '../locales/en/codes.json' with { type: 'json' };
import enCommon from '../locales/en/common.json' with { type: 'json' };
import enFacts from '../locales/en/facts.json' with { type: 'json' };
import enFields from '../locales/en/fields.json' with { type: 'json' };
import enJourney from '../locales/en/journey.json' with { type: 'json' };
import enKeyboard from '../locales/en/keyboard.json' with { type: 'json' };
import enLaws from '../locales/en/laws.json' with { type: 'json' };
import enMaterials from '../locales/en/materials.json' with { type: 'json' };
import enProblems from '../locales/en/problems.json' with { type: 'json' };
import enRefusals from '../locales/en/refusals.json' with { type: 'json' };
import enServices from '../locales/en/services.json' with { type: 'json' };
import enTerms from '../locales/en/terms.json' with { type: 'json' };
import zhBlocked from '../locales/zh-CN/blocked.json' with { type: 'json' };
import zhCamera from '../locales/zh-CN/camera.json' with { type: 'json' };
import zhCodes from '../locales/zh-CN/codes.json' with { type: 'json' };
import zhCommon from '../locales/zh-CN/common.json' with { type: 'json' };
import zhFacts from '../locales/zh-CN/facts.json' with { type: 'json' };
import zhFields from '../locales/zh-CN/fields.json' with { type: 'json' };
import zhJourney from '../locales/zh-CN/journey.json' with { type: 'json' };
import zhKeyboard from '../locales/zh-CN/keyboard.json' with { type: 'json' };
import zhLaws from '../locales/zh-CN/laws.json' with { type: 'json' };
import zhMaterials from '../locales/zh-CN/materials.json' with { type: 'json' };
import zhProblems from '../locales/zh-CN/problems.json' with { type: 'json' };
import zhRefusals from '../locales/zh-CN/refusals.json' with { type: 'json' };
import zhServices from '../locales/zh-CN/services.json' with { type: 'json' };
import zhTerms from '../locales/zh-CN/terms.json' with { type: 'json' };

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
    materials: zhMaterials,
    refusals: zhRefusals,
    codes: zhCodes,
    facts: zhFacts,
    blocked: zhBlocked,
    laws: zhLaws,
    terms: zhTerms,
  },
  en: {
    common: enCommon,
    journey: enJourney,
    services: enServices,
    fields: enFields,
    problems: enProblems,
    keyboard: enKeyboard,
    camera: enCamera,
    materials: enMaterials,
    refusals: enRefusals,
    codes: enCodes,
    facts: enFacts,
    blocked: enBlocked,
    laws: enLaws,
    terms: enTerms,
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
