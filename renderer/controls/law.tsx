import { useTranslation } from 'react-i18next';
import type { BasisView } from '../../main/contract/session-snapshot.ts';

/** `39(2)`: article 39, its second paragraph. */
const articlePattern = /^([0-9–]+)(?:\(([0-9])\))?$/;

/** A law by its name, with the article meant. */
export function Law({ basis }: { readonly basis: BasisView }) {
  const { t } = useTranslation(['laws', 'journey']);
  const articles = (basis.article ?? '').split(',').map((part) => articlePattern.exec(part));
  const words = articles.flatMap((found) => {
    if (!found) return [];
    const [, article = '', paragraph] = found;
    return paragraph === undefined
      ? [t('journey:law.article', { article })]
      : [t('journey:law.paragraph', { article, paragraph })];
  });
  return t('journey:law.name', { law: t(`laws:${basis.law}`), articles: words.join(t('journey:law.and')) });
}
