import { useTranslation } from 'react-i18next';
import { lawArticles } from '../../main/contract/law-articles.ts';
import type { BasisView } from '../../main/contract/service-view.ts';

/** A law by its name, with the articles meant. */
export function Law({ basis }: { readonly basis: BasisView }) {
  const { t, i18n } = useTranslation(['laws', 'journey']);
  const law = t(`laws:${basis.law}`);
  const articles = lawArticles(basis.article).map(({ article, paragraph }) =>
    paragraph === null ? t('journey:law.article', { article }) : t('journey:law.paragraph', { article, paragraph }),
  );
  return articles.length === 0
    ? law
    : t('journey:law.name', { law, articles: new Intl.ListFormat(i18n.language).format(articles) });
}
