import type { DeviceName } from '../contract/device-status.ts';
import type { ProblemCode } from '../contract/problem.ts';
import {
  areaIds,
  type AreaView,
  type Availability,
  type DeviceTrouble,
  type ServiceView,
} from '../contract/session-snapshot.ts';
import { announced, services } from './catalogue.ts';
import type { ServiceDefinition } from './service-definition.ts';

/** What the kiosk knows now of the things that services need. */
export interface Capabilities {
  readonly gateway: boolean;
  /** The services that the gateway answers; empty while it is away. */
  readonly gatewayServices: readonly string[];
  /** The devices that the hardware profile names. */
  readonly fittedDevices: readonly DeviceName[];
  /** Those of them that are of no use to a visitor now. */
  readonly brokenDevices: readonly BrokenDevice[];
  /** Hours that a city set for a purpose, instead of the definition's. */
  readonly validityHours: Readonly<Record<string, number>>;
}

/** `problem`: what it means to a visitor who needs the device; null where no visitor ever does. */
export interface BrokenDevice extends DeviceTrouble {
  readonly problem: ProblemCode | null;
}

export const deviceWorks = (device: DeviceName, now: Pick<Capabilities, 'fittedDevices' | 'brokenDevices'>): boolean =>
  now.fittedDevices.includes(device) && !now.brokenDevices.some((broken) => broken.device === device);

/** Whether a visit could end well now: said on the tile, before anybody gives any data. */
export function availability(service: ServiceDefinition, now: Capabilities): Availability {
  if (service.needs.gateway && !(now.gateway && now.gatewayServices.includes(service.id))) {
    return { state: 'counter', because: 'gateway' };
  }
  const missing = service.needs.devices.find((device) => !deviceWorks(device, now));
  return missing ? { state: 'counter', because: missing } : { state: 'available' };
}

export const serviceView = (service: ServiceDefinition, now: Capabilities): ServiceView => ({
  id: service.id,
  area: service.area,
  kind: service.kind,
  availability: availability(service, now),
  feeYuan: service.feeYuan,
  minutes: service.minutes,
  purposes: service.purposes.map(({ id }) => ({ id, validityHours: validityHours(service, id, now) ?? 0 })),
});

/** How long a certificate for this purpose is valid here, in hours; null for a purpose that the service does not know. */
export function validityHours(
  service: ServiceDefinition,
  purpose: string,
  { validityHours: local }: Pick<Capabilities, 'validityHours'>,
): number | null {
  const known = service.purposes.find(({ id }) => id === purpose);
  return known ? (local[purpose] ?? known.validityHours) : null;
}

/** All tiles, by area, in the order of the wall. */
export function areaViews(now: Capabilities): AreaView[] {
  const open = services.map((service) => serviceView(service, now));
  const coming = announced.map(({ id, area, kind }): ServiceView => ({
    id,
    area,
    kind,
    availability: { state: 'coming' },
    feeYuan: 0,
    minutes: 0,
    purposes: [],
  }));
  return areaIds.map((id) => ({ id, services: [...open, ...coming].filter(({ area }) => area === id) }));
}
