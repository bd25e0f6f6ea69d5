import { z } from 'zod';

export const languages = ['zh-CN', 'en'] as const;
export const languageSchema = z.enum(languages);
export type Language = (typeof languages)[number];

/** A text that somebody outside the project wrote (a hall's name, a greeter's): given in both languages. */
export const bilingualSchema = z.strictObject({ 'zh-CN': z.string().min(1).max(80), en: z.string().min(1).max(80) });
export type Bilingual = z.infer<typeof bilingualSchema>;
