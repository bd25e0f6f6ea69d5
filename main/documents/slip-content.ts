import type { Bilingual } from '../contract/language.ts';
import type { Row } from './page-content.ts';

/** What stands on a slip of the receipt printer, as data: slip-lines.ts sets it. Every text is in both languages. */
export interface SlipContent {
  readonly hallName: Bilingual;
  readonly title: Bilingual;
  readonly service: Bilingual;
  readonly sections: readonly SlipSection[];
}

/** Read from top to bottom in this order. */
export interface SlipSection {
  readonly heading?: Bilingual;
  readonly rows?: readonly Pick<Row, 'label' | 'value'>[];
  readonly texts?: readonly Bilingual[];
  readonly code?: { readonly data: string; readonly caption: Bilingual };
}
