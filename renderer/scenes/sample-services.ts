import type {
  AreaId,
  AreaView,
  Availability,
  FeeView,
  GroupView,
  MaterialView,
  ServiceView,
} from '../../main/contract/service-view.ts';
import { areaIds } from '../../main/contract/service-view.ts';
import { visitorGroups } from '../../main/contract/visitor-group.ts';

/** The services as a kiosk may show them: enough to draw every tile; the catalogue itself is main's. */

type Kind = ServiceView['kind'];
const fixed = (yuan: number): FeeView => ({ kind: 'fixed', yuan });
const free: FeeView = { kind: 'free' };
const fine: FeeView = { kind: 'fine', yuanFrom: 20, yuanTo: 200 };

const rows: Readonly<Record<AreaId, readonly (readonly [string, Kind, FeeView])[]>> = {
  household: [
    ['temp-id-proof', 'instant', free],
    ['id-card-renewal', 'review', { kind: 'range', yuanFrom: 20, yuanTo: 30 }],
    ['id-card-replacement', 'review', { kind: 'range', yuanFrom: 40, yuanTo: 50 }],
    ['id-card-collection', 'instant', free],
    ['household-certificate', 'instant', free],
    ['no-criminal-record', 'review', free],
    ['residence-permit-endorsement', 'instant', free],
  ],
  'exit-entry': [
    ['hk-macao-endorsement', 'instant', { kind: 'range', yuanFrom: 15, yuanTo: 160 }],
    ['passport-reissue', 'review', fixed(120)],
    ['hk-macao-taiwan-permit-reissue', 'review', fixed(60)],
    ['foreigner-accommodation-registration', 'instant', free],
    ['exit-entry-record-query', 'query', free],
    ['exit-entry-progress-query', 'query', free],
  ],
  vehicle: [
    ['traffic-record-query', 'query', free],
    ['traffic-violation-handling', 'instant', fine],
    ['traffic-fine-payment', 'instant', fine],
    ['driving-licence-renewal', 'review', fixed(10)],
    ['driving-licence-replacement', 'review', fixed(10)],
    ['vehicle-licence-replacement', 'review', fixed(10)],
    ['inspection-mark', 'instant', free],
    ['temporary-plate', 'instant', fixed(5)],
  ],
};

const served: GroupView = { state: 'served' };
const available: Availability = { state: 'available' };
const everybody: ServiceView['groups'] = { mainland: served, hmt: served, foreign: served };
const mainlandOnly: ServiceView['groups'] = {
  mainland: served,
  hmt: { state: 'elsewhere', refusal: 'groupElsewhere' },
  foreign: { state: 'elsewhere', refusal: 'foreignerToExitEntry' },
};
export const material = (
  id: string,
  need: MaterialView['need'],
  groups: MaterialView['groups'] = visitorGroups,
): MaterialView => ({
  id,
  need,
  groups,
});

const view = (area: AreaId, [id, kind, fee]: readonly [string, Kind, FeeView]): ServiceView => ({
  id,
  area,
  kind,
  fee,
  availability: available,
  limit: { minutes: 5, workingDays: null, promisedWorkingDays: null },
  groups: area === 'household' ? mainlandOnly : everybody,
  materials: [],
  purposes: [],
  basis: [{ law: 'onlineServiceRules', article: null }],
});

export const areas: readonly AreaView[] = areaIds.map((id) => ({
  id,
  services: rows[id].map((row) => view(id, row)),
}));

export const areasWith = (id: string, availability: Availability): readonly AreaView[] =>
  areas.map((area) => ({
    ...area,
    services: area.services.map((service) => (service.id === id ? { ...service, availability } : service)),
  }));

const all = areas.flatMap(({ services }) => services);
/** Throws for an id that is none of the services. */
function serviceNamed(id: string): ServiceView {
  const found = all.find((service) => service.id === id);
  if (!found) throw new Error(`${id} is no service`);
  return found;
}

export const proof: ServiceView = {
  ...serviceNamed('temp-id-proof'),
  purposes: [
    { id: 'rail', validityHours: 24 },
    { id: 'air', validityHours: 24 },
    { id: 'coach', validityHours: 24 },
    { id: 'ship', validityHours: 24 },
    { id: 'hotel', validityHours: 72 },
    { id: 'exam', validityHours: 72 },
  ],
  basis: [{ law: 'certificateOpinion2016', article: null }],
};

export const renewal: ServiceView = {
  ...serviceNamed('id-card-renewal'),
  limit: { minutes: 8, workingDays: 60, promisedWorkingDays: 30 },
  materials: [material('residentIdCard', 'bring'), material('householdRecord', 'shared')],
  basis: [
    { law: 'residentIdentityCardLaw', article: '11' },
    { law: 'residentIdentityCardLaw', article: '3,12' },
    { law: 'identityCardFees2003', article: null },
  ],
};

export const licence: ServiceView = {
  ...serviceNamed('driving-licence-renewal'),
  limit: { minutes: 8, workingDays: 1, promisedWorkingDays: 1 },
  groups: { ...everybody, foreign: { state: 'noDevice', device: 'passportReader' } },
  materials: [
    material('residentIdCard', 'bring', ['mainland']),
    material('hmtDocument', 'bring', ['hmt']),
    material('foreignDocument', 'bring', ['foreign']),
    material('accommodationSlip', 'bring', ['hmt', 'foreign']),
    material('oldDrivingLicence', 'ifAny'),
    material('medicalCertificate', 'shared'),
  ],
  basis: [
    { law: 'drivingLicenceRules', article: '62–63' },
    { law: 'roadTrafficSafetyLaw', article: '13(1)' },
  ],
};

export const handling = serviceNamed('traffic-violation-handling');
export const endorsement = serviceNamed('hk-macao-endorsement');
export const replacement = serviceNamed('id-card-replacement');
