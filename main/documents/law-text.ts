import type { Language } from '../contract/language.ts';
import { lawArticles } from '../contract/law-articles.ts';
import type { BasisView } from '../contract/service-view.ts';
import { wordsFor } from './words.ts';

/** A law by its name, with the articles meant, as paper writes it. */
export function lawText({ law, article }: BasisView, language: Language, localesDir?: string): string {
  const words = wordsFor(language, localesDir);
  const articles = lawArticles(article).map((one) =>
    one.paragraph === null
      ? words('journey:law.article', { article: one.article })
      : words('journey:law.paragraph', { article: one.article, paragraph: one.paragraph }),
  );
  const name = words(`laws:${law}`);
  if (articles.length === 0) return name;
  return words('journey:law.name', { law: name, articles: new Intl.ListFormat(language).format(articles) });
}
