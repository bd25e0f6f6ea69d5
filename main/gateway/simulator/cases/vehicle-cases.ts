import { addMonths, daysBetween } from '../../../contract/calendar-day.ts';
import { vehicleShown } from '../world/vehicles.ts';
import type { VehicleRecord } from '../world/vehicles.ts';
import { nothingOnFile, ofPerson } from './finding.ts';
import type { Asked, CaseRule } from './finding.ts';

/** Temporary plates for one vehicle (机动车登记规定 Art. 47). */
const mostTemporaryPlates = 3;

/** 车管: what the vehicle register says. */
export const vehicleCases = {
  'vehicle-licence-replacement': ofPerson('notOwner', (asked) => {
    const vehicle = vehicleNamed(asked);
    return vehicle
      ? { answeredNow: false, subject: { kind: 'vehicle', vehicle: vehicleShown(vehicle) } }
      : { refusal: 'notOwner' };
  }),

  'inspection-mark': ofPerson('notOwner', (asked) => {
    const { world, today } = asked;
    const vehicle = vehicleNamed(asked);
    if (!vehicle) return { refusal: 'notOwner' };
    // In the three months before it ends (机动车登记规定 Art. 54), or after.
    const from = addMonths(vehicle.inspectionValidUntil, -3);
    if (today < from) return { refusal: 'tooEarlyForMark', from };
    if (!isExempt(vehicle)) return { refusal: 'notExempt' };
    // 道路交通安全法 Art. 13
    if (world.violations.some(({ plate }) => plate === vehicle.plate)) return { refusal: 'openViolations' };
    if (vehicle.insuredUntil === null || vehicle.insuredUntil < today) return { refusal: 'noInsurance' };
    return { subject: { kind: 'vehicle', vehicle: vehicleShown(vehicle) } };
  }),

  'temporary-plate': ofPerson('noInsurance', ({ world, today, answers }) => {
    const vin = answers['vin'];
    if (world.vehicles.some((one) => one.vin === vin)) return { refusal: 'alreadyRegistered' };
    const vehicle = world.newVehicles.find((one) => one.vin === vin);
    if (vehicle && vehicle.plates >= mostTemporaryPlates) return { refusal: 'tooManyTemporaryPlates' };
    // Of a vehicle that nobody has told the office of, no insurer has either.
    if (!vehicle?.insuredUntil || vehicle.insuredUntil < (answers['fromDate'] ?? today))
      return { refusal: 'noInsurance' };
    return nothingOnFile;
  }),
} as const satisfies Record<string, CaseRule>;

/** The visitor's own vehicle, by all that its papers say; undefined when any of it is another's. */
export function vehicleNamed({ world, person, answers }: Asked): VehicleRecord | undefined {
  const { plate, plateType, vinTail } = answers;
  return world.vehicles.find(
    (one) =>
      one.owner === person?.key &&
      one.plate === plate &&
      (plateType === undefined || plateType === `t${one.plateType}`) &&
      (vinTail === undefined || one.vin.endsWith(vinTail)),
  );
}

/** The simulated city's: ten years without an inspection, but for the sixth. */
function isExempt({ registeredOn, inspectionValidUntil }: VehicleRecord): boolean {
  const years = Math.floor(daysBetween(registeredOn, inspectionValidUntil) / 365);
  return years < 10 && years !== 6;
}
