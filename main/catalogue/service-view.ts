import type { DeviceName } from '../contract/device-status.ts';
import type { HallPlace } from '../contract/hall-place.ts';
import type { ProblemCode } from '../contract/problem.ts';
import {
  areaIds,
  type AreaView,
  type Availability,
  type BasisView,
  type GroupView,
  type ServiceView,
} from '../contract/service-view.ts';
import type { DeviceTrouble, IdentityMethod } from '../contract/session-snapshot.ts';
import { visitorGroups, type VisitorGroup } from '../contract/visitor-group.ts';
import { feeView } from './fee.ts';
import type { Basis, ServiceDefinition } from './service-definition.ts';

/** What the kiosk knows now of the things that services need. */
export interface Capabilities {
  /** The services as this city offers them. */
  readonly services: readonly ServiceDefinition[];
  readonly gateway: boolean;
  /** The services that the gateway answers; empty while it is away. */
  readonly gatewayServices: readonly string[];
  /** Whether one more visit can be kept: a key of the gateway to seal it with, room in the queue and on the disk. */
  readonly canKeep: boolean;
  /** Whether the permit slot can read a permit's chip and write on its back; most can only move a card. */
  readonly permitRewriter: boolean;
  /** The devices that the hardware profile names. */
  readonly fittedDevices: readonly DeviceName[];
  /** Those of them that are of no use to a visitor now. */
  readonly brokenDevices: readonly BrokenDevice[];
  /** Where people are helped whom the kiosk cannot help. */
  readonly places: readonly HallPlace[];
}

/** `problem`: what it means to a visitor who needs the device; null where no visitor ever does. */
export interface BrokenDevice extends DeviceTrouble {
  readonly problem: ProblemCode | null;
}

type DeviceFacts = Pick<Capabilities, 'fittedDevices' | 'brokenDevices'>;

export const deviceWorks = (device: DeviceName, now: DeviceFacts): boolean =>
  now.fittedDevices.includes(device) && !now.brokenDevices.some((broken) => broken.device === device);

/** What each way of saying who one is needs. */
export const deviceOfMethod: Readonly<Record<IdentityMethod, DeviceName | null>> = {
  type: null,
  typedDocument: null,
  card: 'idCardReader',
  passport: 'passportReader',
  code: 'codeScanner',
  permitSlot: 'permitSlot',
};

/** Whether a visit could end well now: said on the tile, before anybody gives any data. */
export function availability(service: ServiceDefinition, now: Capabilities): Availability {
  if (!service.open) return { state: 'counter', because: 'closedHere' };
  const online = now.gateway && now.gatewayServices.includes(service.id);
  if (!online && (service.needs.gateway || !now.canKeep)) return { state: 'counter', because: 'gateway' };
  if (!now.canKeep) return { state: 'counter', because: 'storage' };
  const missing = service.needs.devices.find((device) => !deviceWorks(device, now));
  if (missing) return { state: 'counter', because: missing };
  if (service.handOver === 'endorsement' && !now.permitRewriter) return { state: 'counter', because: 'permitSlot' };
  return online ? { state: 'available' } : { state: 'queued' };
}

export const servedGroups = ({ who }: ServiceDefinition): VisitorGroup[] =>
  visitorGroups.filter((group) => who[group].served);

/** Of a group: whether it is served here, and whether there is anything left by which it could say who it is. */
function groupView(service: ServiceDefinition, group: VisitorGroup, now: DeviceFacts): GroupView {
  const rule = service.who[group];
  if (!rule.served) return { state: 'elsewhere', refusal: rule.refusal };
  const needed = service.identity[group]?.methods.map((method) => deviceOfMethod[method]) ?? [];
  const missing = needed.find((device) => device !== null);
  const helpless = needed.every((device) => device !== null && !deviceWorks(device, now));
  return missing && helpless ? { state: 'noDevice', device: missing } : { state: 'served' };
}

export const basisView = ({ law, article }: Basis): BasisView => ({ law, article: article ?? null });

export const serviceView = (service: ServiceDefinition, now: Capabilities): ServiceView => ({
  id: service.id,
  area: service.area,
  kind: service.kind,
  availability: availability(service, now),
  fee: feeView(service.fee),
  limit: service.limit,
  groups: {
    mainland: groupView(service, 'mainland', now),
    hmt: groupView(service, 'hmt', now),
    foreign: groupView(service, 'foreign', now),
  },
  materials: service.materials.map(({ id, need, groups }) => ({ id, need, groups: groups ?? visitorGroups })),
  purposes: service.purposes,
  basis: service.basis.map(basisView),
});

/** How long a certificate for this purpose is valid here, in hours; null for a purpose that the service does not know. */
export const validityHours = (service: ServiceDefinition, purpose: string | undefined): number | null =>
  service.purposes.find(({ id }) => id === purpose)?.validityHours ?? service.validityHours ?? null;

/** All tiles, by area, in the order of the wall. */
export function areaViews(now: Capabilities): AreaView[] {
  const all = now.services.map((service) => serviceView(service, now));
  return areaIds.map((id) => ({ id, services: all.filter(({ area }) => area === id) }));
}
