import { useTranslation } from 'react-i18next';
import type { BasisView } from '../../main/contract/session-snapshot.ts';

/** `39(2)`: article 39, its second paragraph. */
const articlePattern = /^([0-9–]+)(?:\(([0-9])\))?$/;

/** A law by its name, with the article meant. */
export function Law({ basis }: { readonly basis: BasisView }) {
  const { t, i18n } = useTranslation(['laws', 'journey']);
  const articles = (basis.article ?? '').split(',').map((part) => articlePattern.exec(part));
  const words = articles.flatMap((found) => {
    if (!found) return [];
    const [, article = '', paragraph] = found;
    return paragraph === undefined
      ? [t('journey:law.article', { article })]
      : [t('journey:law.paragraph', { article, paragraph })];
  });
  const law = t(`laws:${basis.law}`);
  return words.length === 0
    ? law
    : t('journey:law.name', { law, articles: new Intl.ListFormat(i18n.language).format(words) });
}
