import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { languages, type Bilingual, type Language } from '../contract/language.ts';
import { localesDirOf } from './words.ts';

const servicesSchema = z.record(
  z.string(),
  z.object({
    name: z.string(),
    summary: z.string(),
    keywords: z.array(z.string()),
    isNot: z.string().optional(),
    tip: z.string().optional(),
  }),
);

const wordsIn = (language: Language, localesDir?: string) =>
  servicesSchema.parse(JSON.parse(readFileSync(join(localesDirOf(localesDir), language, 'services.json'), 'utf8')));

/** A service's name in both languages, for paper. */
export const serviceName = (id: string, localesDir?: string): Bilingual => ({
  'zh-CN': wordsIn('zh-CN', localesDir)[id]?.name ?? id,
  en: wordsIn('en', localesDir)[id]?.name ?? id,
});

/** What a service may be confused with, or a hint; null where there is nothing to say. */
export const serviceRemark = (
  id: string,
  remark: 'isNot' | 'tip',
  language: Language,
  localesDir?: string,
): string | null => wordsIn(language, localesDir)[id]?.[remark] ?? null;

/** All words by which a visitor may look for each service, of both languages. */
export function searchEntries(localesDir?: string): { id: string; texts: string[] }[] {
  const both = languages.map((language) => wordsIn(language, localesDir));
  return Object.keys(both[0] ?? {}).map((id) => ({
    id,
    texts: both.flatMap((services) => {
      const service = services[id];
      return service ? [service.name, service.summary, ...service.keywords] : [];
    }),
  }));
}
