import type { Bilingual } from '../contract/language.ts';
import type { IssuedCertificate } from '../gateway/gateway.ts';
import type { Verification } from './closing.ts';

/** What stands on an official paper, as data: official-page.ts draws it. Every text is in both languages. */
export interface PageContent {
  readonly title: Bilingual;
  /** At the top: what the paper is called by. */
  readonly number: { readonly label: Bilingual; readonly value: string };
  readonly statement: Bilingual | null;
  readonly parts: readonly Part[];
  readonly notes: readonly Bilingual[];
  readonly verification: Verification;
  /** Who issued it; null for a paper that nobody has sealed. */
  readonly certificate: IssuedCertificate | null;
  /** In the seal's place, where there is none. */
  readonly signed?: Signature;
  readonly hallName: Bilingual;
}

export type Part =
  | { readonly kind: 'rows'; readonly heading: Bilingual | null; readonly rows: readonly Row[]; readonly photo?: Photo }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly Bilingual[])[] }
  | { readonly kind: 'text'; readonly heading: Bilingual; readonly paragraphs: readonly Bilingual[] }
  | { readonly kind: 'signature'; readonly signature: Signature }
  | { readonly kind: 'mark'; readonly mark: Mark };

export interface Signature {
  readonly declaration: Bilingual;
  /** SVG path data in a 1000 x 400 box; empty where nothing was signed. */
  readonly path: string;
  readonly date: Bilingual;
}

export interface Row {
  readonly label: Bilingual;
  readonly value: Bilingual;
  /** Two half rows that follow each other stand beside each other. */
  readonly half?: true;
  readonly strong?: true;
}

export interface Photo {
  readonly jpeg: Uint8Array | null;
}

export interface Column {
  readonly label: Bilingual;
  /** Of the table's width. */
  readonly share: number;
}

/** The inspection mark behind the windscreen: what a police officer reads from outside. */
export interface Mark {
  readonly year: string;
  readonly month: string;
  readonly plate: string;
  readonly vinTail: string;
  readonly url: string;
}
