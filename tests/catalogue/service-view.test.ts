import { describe, expect, test } from 'vitest';
import { exitEntryProgressQuery } from '../../main/catalogue/exit-entry/exit-entry-progress-query.ts';
import { foreignerAccommodationRegistration } from '../../main/catalogue/exit-entry/foreigner-accommodation-registration.ts';
import { hkMacaoEndorsement } from '../../main/catalogue/exit-entry/hk-macao-endorsement.ts';
import { passportReissue } from '../../main/catalogue/exit-entry/passport-reissue.ts';
import { tempIdProof } from '../../main/catalogue/household/temp-id-proof.ts';
import type { ServiceDefinition } from '../../main/catalogue/service-definition.ts';
import {
  areaViews,
  availability,
  basisView,
  deviceWorks,
  servedGroups,
  serviceView,
  validityHours,
  type BrokenDevice,
  type Capabilities,
} from '../../main/catalogue/service-view.ts';
import { deviceNames, type DeviceName } from '../../main/contract/device-status.ts';
import type { GroupView } from '../../main/contract/service-view.ts';
import type { VisitorGroup } from '../../main/contract/visitor-group.ts';

const services = [
  tempIdProof,
  hkMacaoEndorsement,
  passportReissue,
  foreignerAccommodationRegistration,
  exitEntryProgressQuery,
];

/** A kiosk where everything works. */
const all: Capabilities = {
  services,
  gateway: true,
  gatewayServices: services.map(({ id }) => id),
  canKeep: true,
  permitRewriter: true,
  fittedDevices: deviceNames,
  brokenDevices: [],
  places: [],
};
const away: Capabilities = { ...all, gateway: false, gatewayServices: [] };
const broken = (...devices: DeviceName[]): { brokenDevices: BrokenDevice[] } => ({
  brokenDevices: devices.map((device) => ({ device, state: 'offline', reason: null, problem: null })),
});
const without = (...devices: DeviceName[]): { fittedDevices: DeviceName[] } => ({
  fittedDevices: deviceNames.filter((device) => !devices.includes(device)),
});

const noDevice = { fittedDevices: [] };
const group = (service: ServiceDefinition, of: VisitorGroup, now: Partial<Capabilities> = {}): GroupView =>
  serviceView(service, { ...all, ...now }).groups[of];

describe('a device', () => {
  test('works when it is fitted and not broken', () => {
    expect(deviceWorks('camera', all)).toBe(true);
    expect(deviceWorks('camera', { ...all, ...without('camera') })).toBe(false);
    expect(deviceWorks('camera', { ...all, ...broken('camera') })).toBe(false);
    expect(deviceWorks('camera', { ...all, ...broken('receiptPrinter') })).toBe(true);
  });
});

describe('whether a visit could end well', () => {
  test('control: everything works', () => {
    for (const service of services) expect(availability(service, all), service.id).toEqual({ state: 'available' });
  });

  test('a service that the city does not offer here is at the counter, whatever works', () => {
    expect(availability({ ...tempIdProof, open: false }, all)).toEqual({ state: 'counter', because: 'closedHere' });
    expect(availability({ ...tempIdProof, open: false }, away)).toEqual({ state: 'counter', because: 'closedHere' });
  });

  test('without the network, what is answered on the spot is at the counter and what is decided later is queued', () => {
    expect(availability(tempIdProof, away)).toEqual({ state: 'counter', because: 'gateway' });
    expect(availability(hkMacaoEndorsement, away)).toEqual({ state: 'counter', because: 'gateway' });
    expect(availability(passportReissue, away)).toEqual({ state: 'queued' });
    expect(availability(foreignerAccommodationRegistration, away)).toEqual({ state: 'queued' });
  });

  test('nothing is queued that cannot be sealed', () => {
    expect(availability(passportReissue, { ...away, canKeep: false })).toEqual({
      state: 'counter',
      because: 'gateway',
    });
  });

  test('nothing is begun that cannot be kept, the network there or not', () => {
    for (const now of [all, { ...away, canKeep: false }])
      expect(availability(tempIdProof, { ...now, canKeep: false }).state).toBe('counter');
    expect(availability(tempIdProof, { ...all, canKeep: false })).toEqual({ state: 'counter', because: 'storage' });
  });

  test('a gateway that does not know a service is away for that service alone', () => {
    const partial = { ...all, gatewayServices: ['temp-id-proof'] };
    expect(availability(tempIdProof, partial)).toEqual({ state: 'available' });
    expect(availability(hkMacaoEndorsement, partial)).toEqual({ state: 'counter', because: 'gateway' });
    expect(availability(passportReissue, partial)).toEqual({ state: 'queued' });
  });

  test('what a gateway said of its services counts for nothing once it is away', () => {
    expect(availability(tempIdProof, { ...all, gateway: false })).toEqual({ state: 'counter', because: 'gateway' });
  });

  test.each([
    ['broken', broken('permitSlot')],
    ['not fitted', without('permitSlot')],
    ['one that only moves cards', { permitRewriter: false }],
  ])('a device that it needs is %s', (_, now) => {
    expect(availability(hkMacaoEndorsement, { ...all, ...now })).toEqual({ state: 'counter', because: 'permitSlot' });
    expect(availability(tempIdProof, { ...all, ...now })).toEqual({ state: 'available' });
  });

  test('a queue needs the devices as well', () => {
    for (const device of passportReissue.needs.devices)
      expect(availability(passportReissue, { ...away, ...broken(device) })).toEqual({
        state: 'counter',
        because: device,
      });
  });

  test('of several reasons the network is named first: it is away for everybody', () => {
    const now = { ...away, ...broken('documentPrinter') };
    expect(availability(tempIdProof, now)).toEqual({ state: 'counter', because: 'gateway' });
  });
});

describe('a group of visitors', () => {
  test('is served', () => {
    expect(group(hkMacaoEndorsement, 'mainland')).toEqual({ state: 'served' });
  });

  test('is sent elsewhere by a rule, whatever works', () => {
    expect(group(hkMacaoEndorsement, 'hmt')).toEqual({ state: 'elsewhere', refusal: 'notForHmt' });
    expect(group(hkMacaoEndorsement, 'foreign', noDevice)).toEqual({ state: 'elsewhere', refusal: 'notForForeigners' });
  });

  test('cannot say who it is when the only device for it is away', () => {
    expect(group(hkMacaoEndorsement, 'mainland', broken('permitSlot'))).toEqual({
      state: 'noDevice',
      device: 'permitSlot',
    });
    expect(group(passportReissue, 'mainland', noDevice)).toEqual({ state: 'noDevice', device: 'idCardReader' });
  });

  test('is served as long as one way of several is left', () => {
    const service: ServiceDefinition = {
      ...tempIdProof,
      identity: { mainland: { methods: ['card', 'passport'], documents: ['passport'], expiredCardAccepted: true } },
    };
    expect(group(service, 'mainland', broken('idCardReader'))).toEqual({ state: 'served' });
    expect(group(service, 'mainland', broken('passportReader'))).toEqual({ state: 'served' });
    expect(group(service, 'mainland', broken('idCardReader', 'passportReader'))).toEqual({
      state: 'noDevice',
      device: 'idCardReader',
    });
  });

  test('types where it may, on a kiosk without any device', () => {
    expect(group(tempIdProof, 'mainland', noDevice)).toEqual({ state: 'served' });
    expect(group(foreignerAccommodationRegistration, 'foreign', noDevice)).toEqual({ state: 'served' });
    expect(group(foreignerAccommodationRegistration, 'hmt', noDevice)).toEqual({ state: 'served' });
    expect(group(foreignerAccommodationRegistration, 'mainland', noDevice)).toEqual({
      state: 'noDevice',
      device: 'idCardReader',
    });
  });

  test('is served without a device where nobody is asked who they are', () => {
    for (const of of servedGroups(exitEntryProgressQuery))
      expect(group(exitEntryProgressQuery, of, noDevice)).toEqual({ state: 'served' });
  });
});

describe('the first page', () => {
  test('says fee, limit and law before anything is read', () => {
    expect(serviceView(passportReissue, all)).toMatchObject({
      id: 'passport-reissue',
      area: 'exit-entry',
      kind: 'review',
      fee: { kind: 'fixed', yuan: 120 },
      limit: { minutes: 10, workingDays: 15, promisedWorkingDays: 7 },
      basis: [
        { law: 'passportLaw', article: '6' },
        { law: 'passportLaw', article: '11' },
        { law: 'exitEntryFees2019', article: null },
      ],
    });
  });

  test('what is brought is for everybody unless it names groups', () => {
    const materials = serviceView(exitEntryProgressQuery, all).materials;
    expect(materials).toEqual([
      { id: 'applicationReceipt', need: 'ifAny', groups: ['mainland', 'hmt', 'foreign'] },
      { id: 'hkMacaoPermit', need: 'ifAny', groups: ['mainland'] },
    ]);
  });

  test('a rule without an article has none', () => {
    expect(basisView({ law: 'certificateOpinion2016', source: 'page' })).toEqual({
      law: 'certificateOpinion2016',
      article: null,
    });
  });
});

test('a certificate is valid as long as its purpose says, else as its service says', () => {
  expect(validityHours(tempIdProof, 'rail')).toBe(24);
  expect(validityHours(tempIdProof, 'hotel')).toBe(72);
  expect(validityHours(tempIdProof, 'moonTravel')).toBeNull();
  expect(validityHours({ ...tempIdProof, validityHours: 48 }, undefined)).toBe(48);
  expect(validityHours({ ...tempIdProof, validityHours: 48 }, 'rail')).toBe(24);
  expect(validityHours(passportReissue, undefined)).toBeNull();
});

test('the wall shows every service in its area, in the order of the catalogue, the closed ones too', () => {
  const now = {
    ...away,
    services: services.map((service) => ({ ...service, open: service.id !== 'passport-reissue' })),
  };
  expect(areaViews(now).map(({ id, services: tiles }) => [id, tiles.map((tile) => tile.id)])).toEqual([
    ['household', ['temp-id-proof']],
    [
      'exit-entry',
      ['hk-macao-endorsement', 'passport-reissue', 'foreigner-accommodation-registration', 'exit-entry-progress-query'],
    ],
    ['vehicle', []],
  ]);
});
