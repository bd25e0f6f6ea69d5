import type { StatutoryContent } from '../kinds/paper-kind.ts';
import type { PaperData } from '../paper-data.ts';
import type { SlipSection } from '../slip-content.ts';
import type { BothWords } from '../words.ts';

/** A form of the receipt: what it says, and what it must say. Its title in locales: receipt.title.<form>. */
export interface ReceiptForm {
  readonly mustSay: readonly StatutoryContent[];
  sections(data: PaperData, say: BothWords): readonly SlipSection[];
}
