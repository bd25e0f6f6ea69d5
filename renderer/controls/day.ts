import type { Language } from '../../main/contract/language.ts';

const locales: Readonly<Record<Language, string>> = { 'zh-CN': 'zh-CN', en: 'en-GB' };

/** A day of the calendar (YYYY-MM-DD) as people write it: 2026年11月21日, 21 November 2026. */
export const dayWords = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** A moment (ISO 8601) by the clock of the hall: all of China keeps one time. */
export const momentWords = (moment: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Asia/Shanghai',
  }).format(new Date(moment));

/** 星期五, Friday. */
export const weekdayWords = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
