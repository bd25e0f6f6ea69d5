import type { LawId } from '../../catalogue/laws.ts';
import { verificationOf } from '../closing.ts';
import type { PageContent } from '../page-content.ts';
import type { PaperData } from '../paper-data.ts';
import type { BothWords } from '../words.ts';

/** A kind of official paper: what it says, and what it must say. */
export interface PaperKind {
  readonly mustSay: readonly StatutoryContent[];
  content(data: PaperData, say: BothWords): PageContent;
}

/** Words that stand on every such paper, with the article that wants what they name; `null`: a model form's item. */
export interface StatutoryContent {
  readonly words: string;
  readonly basis: { readonly law: LawId; readonly article: string } | null;
}

/** Contents that one article wants. */
export const wantedBy =
  (law: LawId, article: string) =>
  (...words: readonly string[]): StatutoryContent[] =>
    words.map((key) => ({ words: key, basis: { law, article } }));

/** Items that no article names but every such form has. */
export const modelForm = (...words: readonly string[]): StatutoryContent[] =>
  words.map((key) => ({ words: key, basis: null }));

type Frame = Pick<PageContent, 'number' | 'verification' | 'certificate' | 'hallName'>;

/** What an office issued carries its number and code; what only lies here or there carries the receipt's. */
export function frameOf(data: PaperData, say: BothWords): Frame {
  const { certificate, hallName, receiptNumber } = data;
  if (certificate) {
    return {
      number: { label: say('papers:number'), value: certificate.number },
      verification: verificationOf(certificate, say('papers:verify'), say),
      certificate,
      hallName,
    };
  }
  const label = say('papers:receiptNumber');
  return {
    number: { label, value: receiptNumber },
    verification: { label, code: receiptNumber, qr: receiptNumber, how: say('papers:showReceipt') },
    certificate: null,
    hallName,
  };
}

/** Throws: nobody prints in an authority's name what that authority has not issued. */
export function issuedFrame(data: PaperData, say: BothWords) {
  const { certificate } = data;
  if (!certificate) throw new Error(`a paper of ${data.service.id} is issued before it is printed`);
  return { ...frameOf(data, say), certificate };
}
