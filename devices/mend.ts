import { createInstance } from 'i18next';
import type { StatusReason } from '../main/contract/device-status.ts';
import english from '../locales/en/common.json' with { type: 'json' };
import chinese from '../locales/zh-CN/common.json' with { type: 'json' };

/** What helps against it, in the language of the technician's terminal. */
export function mendOf(reason: StatusReason): string {
  const words = createInstance({
    lng: /^zh/i.test(process.env['LANG'] ?? '') ? 'zh-CN' : 'en',
    resources: { en: { common: english }, 'zh-CN': { common: chinese } },
    initAsync: false,
  });
  void words.init();
  return words.t(`common:reasons.${reason}`);
}
