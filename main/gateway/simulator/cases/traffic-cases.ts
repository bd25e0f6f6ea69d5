import { addDays, addMonths } from '../../../contract/calendar-day.ts';
import type { Violation } from '../../service-case.ts';
import type { SyntheticPerson } from '../people.ts';
import { fineShown } from '../world/fines.ts';
import { licenceShown, nextValidity } from '../world/licences.ts';
import type { LicenceRecord } from '../world/licences.ts';
import { vehicleShown } from '../world/vehicles.ts';
import { violationShown } from '../world/violations.ts';
import type { World } from '../world/world.ts';
import { contactOf, ofPerson } from './finding.ts';
import type { Asked, CaseRule, Finding } from './finding.ts';
import { vehicleNamed } from './vehicle-cases.ts';

/** 交通: drivers, violations and fines. */
export const trafficCases = {
  'traffic-record-query': ofPerson('noTrafficRecord', (asked) => {
    const { world, today, person, answers } = asked;
    const licence = licenceOf(world, person);
    const unpaid = world.fines.filter(({ driver, state }) => driver === person.key && state === 'unpaid');
    if (answers['lookup'] === 'vehicle') {
      const vehicle = vehicleNamed(asked);
      if (!vehicle) return { refusal: 'noTrafficRecord' };
      const violations = violationsOf(world, person).filter(({ plate }) => plate === vehicle.plate);
      return {
        subject: { kind: 'traffic', licence: null, vehicles: [vehicleShown(vehicle)], violations, unpaid: [] },
      };
    }
    if (!licence) return { refusal: 'noTrafficRecord' };
    const vehicles = world.vehicles.filter(({ owner }) => owner === person.key);
    return {
      subject: {
        kind: 'traffic',
        licence: licenceShown(licence),
        vehicles: vehicles.map(vehicleShown),
        violations: violationsOf(world, person),
        unpaid: unpaid.map((fine) => fineShown(fine, today)),
      },
    };
  }),

  'traffic-violation-handling': ofPerson('noViolations', (asked) => {
    const { world, person } = asked;
    const violations = violationsOf(world, person);
    if (violations.length === 0) return { refusal: 'noViolations' };
    const licence = licenceOf(world, person);
    if (licence?.state !== 'normal') return { refusal: 'licenceNotNormal' };
    return {
      known: contactOf(asked),
      subject: { kind: 'traffic', licence: licenceShown(licence), vehicles: [], violations, unpaid: [] },
    };
  }),

  'traffic-fine-payment': ({ world, today, answers }) => {
    const fine = world.fines.find(({ decisionNumber }) => decisionNumber === answers['decisionNumber']);
    if (!fine) return { refusal: 'decisionNotFound' };
    if (fine.state === 'paid') return { refusal: 'alreadyPaid' };
    if (fine.state === 'cancelled') return { refusal: 'decisionCancelled' };
    return { subject: { kind: 'fine', fine: fineShown(fine, today) } };
  },

  'driving-licence-renewal': ofPerson('noLicence', licenceRenewal),

  'driving-licence-replacement': ofPerson('noLicence', (asked) => {
    const licence = licenceOf(asked.world, asked.person);
    if (!licence) return { refusal: 'noLicence' };
    // None while it is seized or suspended (驾驶证规定 Art. 69); one past its date is renewed instead.
    if (licence.state !== 'normal') return { refusal: 'licenceNotNormal' };
    return licenceOnFile(asked, licence);
  }),
} as const satisfies Record<string, CaseRule>;

/** 驾驶证规定 Art. 62, 63, 79. */
function licenceRenewal(asked: Asked & { readonly person: SyntheticPerson }): Finding {
  const { world, today, person } = asked;
  const licence = licenceOf(world, person);
  if (!licence) return { refusal: 'noLicence' };
  const { validUntil } = licence;
  if (validUntil && validUntil < addMonths(today, -12)) return { refusal: 'licenceTooOld' };
  if (licence.state !== 'normal' && licence.state !== 'expired') return { refusal: 'licenceNotNormal' };
  if (!validUntil) return { refusal: 'tooEarlyToRenewLicence' };
  const from = addDays(validUntil, -90);
  if (today < from) return { refusal: 'tooEarlyToRenewLicence', from };
  // Handled is enough here; that a fine is paid is another matter.
  if (violationsOf(world, person).length > 0) return { refusal: 'openViolations' };
  if (licence.medicalReport === null) return { refusal: 'noMedicalReport' };
  return licenceOnFile(asked, licence);
}

const licenceOnFile = (asked: Asked, licence: LicenceRecord): Finding => ({
  known: { ...contactOf(asked), licenceFile: licence.fileNumber },
  answeredNow: false,
  subject: {
    kind: 'licence',
    licence: licenceShown(licence),
    newValidity: nextValidity(licence),
    medicalReport: licence.medicalReport,
  },
});

const licenceOf = (world: World, person: SyntheticPerson): LicenceRecord | undefined =>
  world.licences.find(({ holder }) => holder === person.key);

/** What stands on somebody's list, with what may be decided by a machine. */
export const violationsOf = (world: World, person: SyntheticPerson): Violation[] =>
  world.violations
    .filter(({ driver }) => driver === person.key)
    .map((record) =>
      violationShown(
        record,
        licenceOf(world, person),
        world.vehicles.find(({ plate }) => plate === record.plate),
      ),
    );
