import type { Bilingual, Language } from './language.ts';
import type { CitizenIdProblem } from './citizen-id.ts';
import type { DeviceName, DeviceState } from './device-status.ts';
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
  readonly camera: 'device' | 'simulated';
  /** Screen pixels in a millimetre, so that a target of 20 mm is 20 mm on this screen. */
  readonly pixelsPerMm: number;
}

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
  | { readonly name: 'attract'; readonly outOfService: readonly DeviceName[] }
  | { readonly name: 'home'; readonly areas: readonly AreaView[] }
  | { readonly name: 'about'; readonly service: ServiceView }
  | { readonly name: 'notice'; readonly service: ServiceView }
  | { readonly name: 'faceConsent'; readonly service: ServiceView }
  | { readonly name: 'identityMethod'; readonly methods: readonly IdentityMethod[] }
  | { readonly name: 'idNumber'; readonly value: string; readonly fault: CitizenIdProblem | null }
  | { readonly name: 'personName'; readonly value: string; readonly fault: PersonNameProblem | null }
  | { readonly name: 'placeCard'; readonly phase: 'waiting' | 'reading' }
  | { readonly name: 'cardShown'; readonly person: MaskedPerson }
  | { readonly name: 'faceCapture'; readonly attempt: number; readonly attemptsAllowed: number }
  | { readonly name: 'faceReview'; readonly photo: string }
  | { readonly name: 'checking'; readonly what: 'record' | 'face' }
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
  /** After the wipe: a card still lies on the reader. Nothing else is known any more. */
  | { readonly name: 'takeCard' }
  | {
      readonly name: 'stopped';
      readonly service: ServiceView | null;
      readonly kept: 'nothing' | 'stored';
      readonly receiptNumber: string | null;
    };

export type StepName = Step['name'];
export type IdentityMethod = 'type' | 'card';

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
  /** The visitor's own card lies on the reader. */
  readonly cardLeft: boolean;
  /** Services that follow from this one, e.g. the replacement of the lost card. */
  readonly offers: readonly ServiceView[];
  /** Until the wipe. */
  readonly secondsLeft: number;
}

/** For the dock and the technician; the visitor's screens only know availability. */
export interface DeviceLine {
  readonly name: DeviceName;
  readonly state: DeviceState;
}
