import type { ServiceDefinition } from '../catalogue/service-definition.ts';
import type { CaseItemView, FactRow, FactValue } from '../contract/fact-row.ts';
import type { HallPlace } from '../contract/hall-place.ts';
import type { Bilingual, Language } from '../contract/language.ts';
import type { PaidView } from '../contract/result-view.ts';
import type { RefusalView } from '../contract/service-view.ts';
import type { VisitorGroup } from '../contract/visitor-group.ts';
import type { IssuedCertificate } from '../gateway/gateway.ts';

/** Who stands on a paper; unmasked: a certificate names them, a slip masks them itself. */
export interface PaperPerson {
  readonly name: string;
  readonly number: string;
  readonly group: VisitorGroup;
  readonly sex: 'male' | 'female';
  /** YYYY-MM-DD */
  readonly birthDate: string;
}

/** An answer of the visitor, or what is on file instead. Its name in locales: fields.<id>.short. */
export interface AnswerLine {
  readonly id: string;
  /** Of a choice: the option, with its words in locales: fields.<id>.options.<key>. */
  readonly value: FactValue | { readonly kind: 'option'; readonly key: string };
}

/** Everything that a paper of a finished visit may say. Each paper picks. */
export interface PaperData {
  readonly service: ServiceDefinition;
  readonly language: Language;
  readonly hallName: Bilingual;
  readonly officerPhone: string;
  readonly printedAt: Date;
  readonly receiptNumber: string;
  /** answered: done here · accepted: the office has it · provisional: it lies sealed here until the network is back */
  readonly outcome: 'answered' | 'accepted' | 'provisional';
  readonly person: PaperPerson | null;
  readonly guardian: PaperPerson | null;
  readonly certificate: IssuedCertificate | null;
  readonly answers: readonly AnswerLine[];
  readonly facts: readonly FactRow[];
  /** All that the office listed, for a paper that is a table. */
  readonly items: readonly CaseItemView[];
  /** What the visitor chose of the office's list. */
  readonly item: CaseItemView | null;
  /** To a statement of facts, before anything was decided (行政处罚法 Art. 44, 45); null where there was none. */
  readonly response: 'accept' | 'defend' | null;
  readonly payment: PaidView | null;
  /** Whether a thing was given into the visitor's hand; null where none was to be. */
  readonly handedOver: 'done' | 'failed' | 'unknown' | null;
  readonly photoJpeg: Uint8Array | null;
  /** SVG path data of the signature in a 1000 x 400 box; empty where none was asked. */
  readonly signaturePath: string;
  /** The A4 paper failed; the slip says so. */
  readonly documentMissing: boolean;
  /** Where the thing is collected, or questions are answered. */
  readonly place: HallPlace | null;
}

/** The way to the right counter, for somebody whom the kiosk cannot help. */
export interface RefusalSlipData {
  readonly service: ServiceDefinition;
  readonly language: Language;
  readonly hallName: Bilingual;
  readonly officerPhone: string;
  readonly printedAt: Date;
  readonly refusal: RefusalView;
}

/** For a visitor who leaves while nobody can say whether the order was paid. */
export interface PaymentSlipData {
  readonly service: ServiceDefinition;
  readonly language: Language;
  readonly hallName: Bilingual;
  readonly officerPhone: string;
  readonly printedAt: Date;
  readonly orderId: string;
  readonly amountFen: number;
}
