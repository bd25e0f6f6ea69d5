/** One place in a law; `paragraph` is null for the whole article. Both may be ranges: `62–63`. */
export interface LawArticle {
  readonly article: string;
  readonly paragraph: string | null;
}

const shape = /^([0-9–]+)(?:\(([0-9])\))?$/;

/** The articles of a legal basis as the catalogue writes them: `3,39(2)` is article 3 and article 39, second paragraph. */
export const lawArticles = (written: string | null): LawArticle[] =>
  (written ?? '').split(',').flatMap((part) => {
    const found = shape.exec(part);
    return found?.[1] ? [{ article: found[1], paragraph: found[2] ?? null }] : [];
  });
