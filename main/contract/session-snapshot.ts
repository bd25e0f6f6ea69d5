import type { Bilingual, Language } from './language.ts';
import type { CitizenIdProblem } from './citizen-id.ts';
import type { FingerGuidance } from './finger.ts';
import type { DeviceName, DeviceState, Guidance, StatusReason } from './device-status.ts';
import type { MrzField, TravelDocumentKind } from './travel-document.ts';
import type { PersonNameProblem } from './person-name.ts';
import type { PhoneProblem } from './phone-number.ts';
import type { ProblemCode } from './problem.ts';

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
export type ProgressGroup = 'notice' | 'identity' | 'photo' | 'details' | 'confirm' | 'result';

export const visitorActions = ['back', 'next', 'end', 'callOfficer', 'anotherWay'] as const;
export type VisitorAction = (typeof visitorActions)[number];

export type Step =
  | { readonly name: 'attract'; readonly outOfService: readonly DeviceTrouble[] }
  | { readonly name: 'home'; readonly areas: readonly AreaView[] }
  | { readonly name: 'about'; readonly service: ServiceView }
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
  | { readonly name: 'documentShown'; readonly document: MaskedDocument }
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
  | { readonly name: 'checking'; readonly what: 'record' | 'face' | 'fingerprint' }
  | { readonly name: 'officer'; readonly question: 'identity' }
  | { readonly name: 'recordShown'; readonly person: MaskedPerson }
  | { readonly name: 'field'; readonly field: FieldView; readonly value: string; readonly fault: FieldFault | null }
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
export const identityMethods = ['type', 'card', 'passport', 'code'] as const;
export type IdentityMethod = (typeof identityMethods)[number];

/** What a visitor can leave behind: on the reader, on the scanner, in the slot, at the dispenser, in the receipt's mouth. */
export const belongings = ['card', 'passport', 'permit', 'dispensedCard', 'receipt'] as const;
export type Belonging = (typeof belongings)[number];

export interface DeviceTrouble {
  readonly device: DeviceName;
  readonly state: DeviceState;
  readonly reason: StatusReason | null;
}

export interface AreaView {
  readonly id: AreaId;
  readonly services: readonly ServiceView[];
}
export const areaIds = ['household', 'exit-entry', 'vehicle'] as const;
export type AreaId = (typeof areaIds)[number];

/** A service as its tile and its first page show it. Its words are in locales: services.<id>. */
export interface ServiceView {
  readonly id: string;
  readonly area: AreaId;
  readonly kind: 'instant' | 'review' | 'query';
  readonly availability: Availability;
  readonly feeYuan: number;
  readonly minutes: number;
  readonly purposes: readonly PurposeView[];
}
export interface PurposeView {
  readonly id: string;
  readonly validityHours: number;
}
/** `coming`: shown, not open yet. `counter`: not at this kiosk now, with the reason. */
export type Availability =
  | { readonly state: 'available' }
  | { readonly state: 'coming' }
  | { readonly state: 'counter'; readonly because: 'gateway' | DeviceName };

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

/** A question of the service. Its words are in locales: fields.<id>. */
export type FieldView =
  | { readonly id: string; readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly id: string; readonly kind: 'text'; readonly maxLength: number }
  | { readonly id: string; readonly kind: 'phone' };
export type FieldFault = 'empty' | 'tooLong' | 'notAnOption' | 'badCharacter' | PhoneProblem;

export interface ReviewRow {
  /** `identity`, `name`, or a field's id. */
  readonly id: string;
  readonly kind: 'text' | 'option' | 'masked';
  readonly value: string;
  /** Whether the visitor may change it here. */
  readonly changeable: boolean;
}

export interface PaperView {
  readonly state: 'waiting' | 'printing' | 'printed' | 'failed';
  readonly problem: ProblemCode | null;
}

export interface ResultView {
  readonly receiptNumber: string;
  readonly certificateNumber: string | null;
  readonly document: PaperView;
  readonly receipt: PaperView;
  /** What still lies in the machine and belongs to the visitor. */
  readonly left: readonly Belonging[];
  /** Whether the visitor said that a paper, which the printer calls printed, is not there. */
  readonly paperMissing: boolean;
  /** Services that follow from this one, e.g. the replacement of the lost card. */
  readonly offers: readonly ServiceView[];
  /** Until the wipe. */
  readonly secondsLeft: number;
}

/** For the dock and the technician; the visitor's screens only know availability. */
export interface DeviceLine {
  readonly name: DeviceName;
  readonly state: DeviceState;
  readonly reason: StatusReason | null;
}
