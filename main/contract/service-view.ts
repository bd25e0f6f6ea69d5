import type { DeviceName } from './device-status.ts';
import type { HallPlace } from './hall-place.ts';
import type { VisitorGroup } from './visitor-group.ts';

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
  readonly fee: FeeView;
  readonly limit: LimitView;
  readonly groups: Readonly<Record<VisitorGroup, GroupView>>;
  readonly materials: readonly MaterialView[];
  readonly purposes: readonly PurposeView[];
  readonly basis: readonly BasisView[];
}
export interface PurposeView {
  readonly id: string;
  readonly validityHours: number;
}
/** In whole yuan. */
export type FeeView =
  | { readonly kind: 'free' }
  | { readonly kind: 'fixed'; readonly yuan: number }
  /** Depends on what is asked for; a fine with its surcharge. */
  | { readonly kind: 'range' | 'fine'; readonly yuanFrom: number; readonly yuanTo: number };
/** At the kiosk, and until a review is decided: as the law has it and as the place promises. */
export interface LimitView {
  readonly minutes: number;
  readonly workingDays: number | null;
  readonly promisedWorkingDays: number | null;
}
export type GroupView =
  | { readonly state: 'served' }
  /** By a rule: see refusals.<refusal>. */
  | { readonly state: 'elsewhere'; readonly refusal: string }
  /** Nothing that this group could identify itself with works now. */
  | { readonly state: 'noDevice'; readonly device: DeviceName };
/** Words in locales: materials.<id>. */
export interface MaterialView {
  readonly id: string;
  readonly need: 'bring' | 'ifAny' | 'shared';
  readonly groups: readonly VisitorGroup[];
}
/** Words in locales: laws.<law>. */
export interface BasisView {
  readonly law: string;
  readonly article: string | null;
}
/** Why a service is not to be had here now, a device aside. `storage`: nothing more can be kept. Words: home.because. */
export const counterReasons = ['gateway', 'closedHere', 'storage'] as const;
/** `queued`: taken and sealed now, decided when the network is back. `counter`: not at this kiosk now, with the reason. */
export type Availability =
  | { readonly state: 'available' }
  | { readonly state: 'queued' }
  | { readonly state: 'counter'; readonly because: (typeof counterReasons)[number] | DeviceName };

/** Words in locales: refusals.<reason>. */
export interface RefusalView {
  readonly reason: string;
  /** The first day on which it would not be refused, YYYY-MM-DD. */
  readonly from: string | null;
  readonly basis: BasisView | null;
  /** Null where the hall's directory names no such place: then the nearest counter. */
  readonly place: HallPlace | null;
}
