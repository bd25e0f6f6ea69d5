import type { Bilingual, Language } from './language.ts';
import type { CitizenIdProblem } from './citizen-id.ts';
import type { CaseItemView, FactRow } from './fact-row.ts';
import type { FieldFault, FieldView, FieldWarning } from './field-view.ts';
import type { FingerGuidance } from './finger.ts';
import type { DeviceName, DeviceState, Guidance, StatusReason } from './device-status.ts';
import type { PhotoProfileId } from './photo-profile.ts';
import type { MrzField, TravelDocumentKind } from './travel-document.ts';
import type { PersonNameProblem } from './person-name.ts';
import type { ProblemCode } from './problem.ts';
import type { AreaView, BasisView, RefusalView, ServiceView } from './service-view.ts';
import type { Belonging, PaperView, PaymentView, ResultView } from './result-view.ts';

/** Everything the screen shows, pushed on every change. The screen keeps nothing else but the field being typed. */
export interface SessionSnapshot {
  /** Rises with every push. */
  readonly sequence: number;
  readonly language: Language;
  readonly comfort: Comfort;
  readonly kiosk: KioskFace;
  readonly step: Step;
  readonly progress: Progress | null;
  readonly actions: readonly VisitorAction[];
  /** Set while the idle warning is shown; the session is wiped at 0. */
  readonly idleSecondsLeft: number | null;
  readonly officerCall: 'none' | 'calling' | 'noAnswer';
  /** What just went wrong and can be put right on this step; null when nothing did. */
  readonly problem: ProblemCode | null;
  /** The device that the visitor is to use now, with what they do there; null when none. */
  readonly guidance: Guidance | null;
}

/** What eases using the screen; ends with the session. */
export interface Comfort {
  readonly textSize: 'standard' | 'large' | 'largest';
  readonly contrast: 'standard' | 'high';
  /** All controls in the lower part of a portrait screen, for a seated visitor. */
  readonly reach: boolean;
  readonly speech: boolean;
}

/** Who the kiosk is: configured, the same for every visitor. */
export interface KioskFace {
  readonly hallName: Bilingual;
  readonly greeterName: Bilingual;
  readonly officerPhone: string;
  readonly nearestCounter: Bilingual;
  readonly camera: CameraView;
  /** Screen pixels in a millimetre, so that a target of 20 mm is 20 mm on this screen. */
  readonly pixelsPerMm: number;
}

/** Which camera looks at the visitor. */
export type CameraView =
  /** `label`: part of the name by which the browser knows it, where several hang on the kiosk; null takes the only one. */
  | { readonly source: 'uvc'; readonly label: string | null }
  /** A serial camera has no live picture: the kiosk takes one when it is asked. */
  | { readonly source: 'serial' }
  | { readonly source: 'simulated' };

export interface Progress {
  /** From 1. */
  readonly index: number;
  readonly groups: readonly ProgressGroup[];
}
/** Names in locales: journey.progress.<group>. */
export type ProgressGroup = 'notice' | 'identity' | 'photo' | 'case' | 'details' | 'confirm' | 'pay' | 'result';

/** `type`, `typeDocument`: by hand instead of by a device. */
export const visitorActions = ['back', 'next', 'end', 'callOfficer', 'anotherWay', 'type', 'typeDocument'] as const;
export type VisitorAction = (typeof visitorActions)[number];

export type Step =
  /** `paused`: nothing more can be kept, so nobody new is served. */
  | { readonly name: 'attract'; readonly outOfService: readonly DeviceTrouble[]; readonly paused: boolean }
  | { readonly name: 'home'; readonly areas: readonly AreaView[] }
  /** `leaflet`: the service's page of paper, printed on request. */
  | { readonly name: 'about'; readonly service: ServiceView; readonly leaflet: PaperView }
  /** Asked before anything is read; an answer may end the visit early. Words in locales: fields.<id>. */
  | { readonly name: 'question'; readonly id: string; readonly options: readonly string[]; readonly value: string }
  /** Not here: the rule, and where. `slip`: the same on paper, on request. */
  | { readonly name: 'refused'; readonly service: ServiceView; readonly refusal: RefusalView; readonly slip: PaperView }
  /** The record is a child's: whoever came along says who they are. */
  | { readonly name: 'guardianAsked'; readonly ward: MaskedPerson }
  | { readonly name: 'notice'; readonly service: ServiceView }
  | { readonly name: 'faceConsent'; readonly service: ServiceView }
  | { readonly name: 'identityMethod'; readonly methods: readonly IdentityMethod[] }
  | { readonly name: 'idNumber'; readonly value: string; readonly fault: CitizenIdProblem | null }
  | { readonly name: 'personName'; readonly value: string; readonly fault: PersonNameProblem | null }
  | { readonly name: 'placeCard'; readonly phase: 'waiting' | 'reading' }
  /** The page with the two or three lines of a passport, or the back of a permit, on the scanner. */
  | {
      readonly name: 'scanDocument';
      readonly phase: 'waiting' | 'reading';
      /** What did not add up in the last try, by its check digit. */
      readonly wrongFields: readonly MrzField[];
      readonly triesLeft: number;
    }
  /** `lies`: where the document is now: to be taken from the scanner, held in the slot, or never out of its owner's hand. */
  | {
      readonly name: 'documentShown';
      readonly document: MaskedDocument;
      readonly lies: 'onScanner' | 'inSlot' | 'inHand';
    }
  /** An identity code on the visitor's own telephone, held before the scanner. */
  | { readonly name: 'scanCode'; readonly triesLeft: number }
  | {
      readonly name: 'fingerprint';
      readonly guidance: FingerGuidance;
      readonly attempt: number;
      readonly attemptsAllowed: number;
    }
  | { readonly name: 'cardShown'; readonly person: MaskedPerson }
  | { readonly name: 'faceCapture'; readonly attempt: number; readonly attemptsAllowed: number }
  | { readonly name: 'faceReview'; readonly photo: string }
  | { readonly name: 'checking'; readonly what: CheckedThing }
  /** The permit goes into the slot with its chip ahead; `reading` while it is held. */
  | { readonly name: 'insertPermit'; readonly phase: 'waiting' | 'reading' }
  | { readonly name: 'officer'; readonly question: 'identity' }
  | { readonly name: 'recordShown'; readonly person: MaskedPerson }
  /** What the office has on file: to read, for a query, or before going on. */
  | { readonly name: 'records'; readonly facts: readonly FactRow[]; readonly items: readonly CaseItemView[] }
  /** One of what the office lists. */
  | {
      readonly name: 'choose';
      readonly facts: readonly FactRow[];
      readonly items: readonly CaseItemView[];
      readonly chosen: string | null;
    }
  /** Facts, reason, basis and rights, before anything is decided (行政处罚法 Art. 44). */
  | { readonly name: 'statement'; readonly facts: readonly FactRow[]; readonly basis: readonly BasisView[] }
  /** What the visitor says for themselves (行政处罚法 Art. 45); decided by an officer, later. */
  | { readonly name: 'defence'; readonly value: string; readonly fault: FieldFault | null; readonly maxLength: number }
  | {
      readonly name: 'field';
      readonly field: FieldView;
      readonly value: string;
      readonly fault: FieldFault | null;
      readonly warning: FieldWarning | null;
    }
  /** Up to two pictures in base64, of which the visitor takes one. */
  | { readonly name: 'idPhoto'; readonly profile: PhotoProfileId; readonly shots: readonly string[] }
  /** One finger of each hand (居民身份证法 Art. 3). */
  | {
      readonly name: 'fingers';
      readonly hand: 'right' | 'left';
      readonly guidance: FingerGuidance;
      readonly attempt: number;
      readonly attemptsAllowed: number;
    }
  | { readonly name: 'pay'; readonly payment: PaymentView }
  /** The fine is decided: now, or until the day that the decision names. */
  | { readonly name: 'payChoice'; readonly amountFen: number; readonly dueDate: string }
  /** The old card goes into the slot and stays there (居民身份证法 Art. 11). */
  | { readonly name: 'surrenderCard'; readonly phase: 'waiting' | 'takingIn' }
  | { readonly name: 'handingOver'; readonly what: 'endorsement' | 'card' }
  | { readonly name: 'sign'; readonly signature: string | null }
  | {
      readonly name: 'review';
      readonly rows: readonly ReviewRow[];
      readonly photo: string | null;
      readonly signature: string | null;
    }
  | { readonly name: 'storing' }
  | { readonly name: 'issuing'; readonly receiptNumber: string }
  | {
      readonly name: 'printing';
      readonly receiptNumber: string;
      readonly document: PaperView;
      readonly receipt: PaperView;
    }
  | { readonly name: 'result'; readonly result: ResultView }
  /** After the wipe: something of the visitor still lies in the machine. Nothing else is known any more. */
  | { readonly name: 'takeBelongings'; readonly left: readonly Belonging[] }
  | {
      readonly name: 'stopped';
      readonly service: ServiceView | null;
      readonly kept: 'nothing' | 'stored';
      readonly receiptNumber: string | null;
    };

export type StepName = Step['name'];
/** `typedDocument`: a passport that no scanner could read. */
export const identityMethods = ['type', 'card', 'passport', 'code', 'permitSlot', 'typedDocument'] as const;
export type IdentityMethod = (typeof identityMethods)[number];

export interface DeviceTrouble {
  readonly device: DeviceName;
  readonly state: DeviceState;
  readonly reason: StatusReason | null;
}

/** What a machine is asked while the visitor waits. */
export type CheckedThing = 'record' | 'face' | 'fingerprint' | 'case' | 'payment' | 'refund';

export interface MaskedPerson {
  readonly name: string;
  readonly number: string;
  readonly sex: 'male' | 'female';
  /** Year only: enough to recognise oneself. */
  readonly birthYear: string;
}

export interface MaskedDocument {
  readonly kind: TravelDocumentKind;
  readonly name: string;
  readonly number: string;
}

export interface ReviewRow {
  /** `identity`, `name`, or a field's id. */
  readonly id: string;
  readonly kind: 'text' | 'option' | 'masked' | 'date' | 'country' | 'address';
  readonly value: string;
  /** Whether the visitor may change it here. */
  readonly changeable: boolean;
}

/** For the dock and the technician; the visitor's screens only know availability. */
export interface DeviceLine {
  readonly name: DeviceName;
  readonly state: DeviceState;
  readonly reason: StatusReason | null;
}
