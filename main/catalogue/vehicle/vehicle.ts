import type { ServiceDefinition } from '../service-definition.ts';
import { drivingLicenceRenewal } from './driving-licence-renewal.ts';
import { drivingLicenceReplacement } from './driving-licence-replacement.ts';
import { inspectionMark } from './inspection-mark.ts';
import { temporaryPlate } from './temporary-plate.ts';
import { trafficFinePayment } from './traffic-fine-payment.ts';
import { trafficRecordQuery } from './traffic-record-query.ts';
import { trafficViolationHandling } from './traffic-violation-handling.ts';
import { vehicleLicenceReplacement } from './vehicle-licence-replacement.ts';

/** 车驾管 Vehicles and drivers, in the order of the wall. */
export const vehicle: readonly ServiceDefinition[] = [
  trafficRecordQuery,
  trafficViolationHandling,
  trafficFinePayment,
  drivingLicenceRenewal,
  drivingLicenceReplacement,
  vehicleLicenceReplacement,
  inspectionMark,
  temporaryPlate,
];
