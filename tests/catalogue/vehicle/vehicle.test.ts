import { describe, expect, test } from 'vitest';
import { drivingLicenceRenewal } from '../../../main/catalogue/vehicle/driving-licence-renewal.ts';
import { drivingLicenceReplacement } from '../../../main/catalogue/vehicle/driving-licence-replacement.ts';
import { inspectionMark } from '../../../main/catalogue/vehicle/inspection-mark.ts';
import { temporaryPlate } from '../../../main/catalogue/vehicle/temporary-plate.ts';
import { trafficFinePayment } from '../../../main/catalogue/vehicle/traffic-fine-payment.ts';
import { trafficRecordQuery } from '../../../main/catalogue/vehicle/traffic-record-query.ts';
import { trafficViolationHandling } from '../../../main/catalogue/vehicle/traffic-violation-handling.ts';
import { vehicle } from '../../../main/catalogue/vehicle/vehicle.ts';
import { vehicleLicenceReplacement } from '../../../main/catalogue/vehicle/vehicle-licence-replacement.ts';
import { feeFen, feeView } from '../../../main/catalogue/fee.ts';
import {
  serviceDefinitionSchema,
  type ServiceDefinition,
  type StepKind,
} from '../../../main/catalogue/service-definition.ts';
import { servedGroups, validityHours } from '../../../main/catalogue/service-view.ts';

const order = (service: ServiceDefinition, ...steps: StepKind[]): StepKind[] =>
  service.steps.filter((step) => steps.includes(step));

test('the wall has the eight services of vehicles and drivers in its order', () => {
  expect(vehicle.map(({ id }) => id)).toEqual([
    'traffic-record-query',
    'traffic-violation-handling',
    'traffic-fine-payment',
    'driving-licence-renewal',
    'driving-licence-replacement',
    'vehicle-licence-replacement',
    'inspection-mark',
    'temporary-plate',
  ]);
});

test.each(vehicle.map((service) => [service.id, service] as const))(
  '%s is a service as the schema says',
  (_, service) => {
    expect(serviceDefinitionSchema.parse(service)).toEqual(service);
    expect(service.area).toBe('vehicle');
    expect(service.needs.gateway).toBe(true);
  },
);

test('all three groups are served, but a violation only for residents of the Mainland', () => {
  for (const service of vehicle) {
    const served = service === trafficViolationHandling ? ['mainland'] : ['mainland', 'hmt', 'foreign'];
    expect(servedGroups(service), service.id).toEqual(served);
  }
});

test("the fees are those of the city's list: 10, 10, 10, 0 and 5 yuan, paid before anything is sent", () => {
  const fees = [
    drivingLicenceRenewal,
    drivingLicenceReplacement,
    vehicleLicenceReplacement,
    inspectionMark,
    temporaryPlate,
  ];
  expect(fees.map(({ fee }) => feeFen(fee, {}, 0) / 100)).toEqual([10, 10, 10, 0, 5]);
  for (const service of fees.filter(({ fee }) => fee.kind !== 'free')) {
    expect(order(service, 'pay', 'submit'), service.id).toEqual(['pay', 'submit']);
    expect(service.payment).toBe('before');
  }
});

describe('a violation', () => {
  test('is decided only after facts, reason, basis and rights were shown and answered (行政处罚法 Art. 44, 45, 62)', () => {
    expect(order(trafficViolationHandling, 'choose', 'statement', 'sign', 'submit', 'pay')).toEqual([
      'choose',
      'statement',
      'sign',
      'submit',
      'pay',
    ]);
    expect(trafficViolationHandling.payment).toBe('after');
    expect(trafficViolationHandling.refusals).toContainEqual({
      id: 'objectionAtCounter',
      basis: 3,
      place: 'vehicleCounter',
    });
    expect(trafficViolationHandling.basis[3]).toMatchObject({ law: 'administrativePenaltyLaw', article: '44,45' });
  });

  test('is not taken for somebody else: that is asked before anything is read', () => {
    expect(order(trafficViolationHandling, 'questions', 'identity')).toEqual(['questions', 'identity']);
    expect(trafficViolationHandling.questions[0]?.refuses).toEqual({ somebodyElse: 'notYourDriving' });
  });

  test('costs between twenty and two hundred yuan (道路交通安全法 Art. 90)', () => {
    expect(feeView(trafficViolationHandling.fee)).toEqual({ kind: 'fine', yuanFrom: 20, yuanTo: 200 });
  });
});

test('who pays a fine is not asked who they are, and signs nothing', () => {
  expect(trafficFinePayment.identity).toEqual({});
  expect(trafficFinePayment.proof).toBeUndefined();
  expect(order(trafficFinePayment, 'identity', 'proof', 'faceConsent', 'sign')).toEqual([]);
  expect(order(trafficFinePayment, 'fields', 'case', 'pay')).toEqual(['fields', 'case', 'pay']);
});

test('what to look up, and whose vehicle, is known before the office is asked; a plate only where a vehicle is meant', () => {
  for (const service of [trafficRecordQuery, vehicleLicenceReplacement, inspectionMark, temporaryPlate]) {
    expect(order(service, 'fields', 'case'), service.id).toEqual(['fields', 'case']);
  }
  const conditions = trafficRecordQuery.fields.map(({ id, when }) => [id, when?.answers?.['lookup'] ?? null]);
  expect(conditions).toEqual([
    ['lookup', null],
    ['plateType', ['vehicle']],
    ['plate', ['vehicle']],
    ['vinTail', ['vehicle']],
  ]);
});

test('what the licence office has on file comes before the questions about it', () => {
  for (const service of [drivingLicenceRenewal, drivingLicenceReplacement]) {
    expect(order(service, 'case', 'fields', 'idPhoto'), service.id).toEqual(['case', 'fields', 'idPhoto']);
    expect(service.idPhoto).toBe('idCard');
  }
});

test("a company's vehicle is sent to the counter before anything is read", () => {
  for (const service of [vehicleLicenceReplacement, inspectionMark, temporaryPlate]) {
    expect(order(service, 'questions', 'identity'), service.id).toEqual(['questions', 'identity']);
    expect(service.questions[0]?.refuses).toEqual({ company: 'companyVehicle' });
  }
});

test('a temporary plate is valid for 30 calendar days at most (登记规定 Art. 92), and may begin within them', () => {
  expect(validityHours(temporaryPlate, undefined)).toBe(30 * 24);
  expect(temporaryPlate.fields.find(({ id }) => id === 'fromDate')).toMatchObject({ fromDays: 0, toDays: 30 });
  expect(validityHours(inspectionMark, undefined)).toBeNull();
});
