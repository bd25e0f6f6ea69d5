import { seededRandom } from '../../../contract/seeded-random.ts';
import type { BorderCrossing } from '../../service-case.ts';
import { everybody } from '../people.ts';
import type { SyntheticPerson } from '../people.ts';
import { applications } from './applications.ts';
import type { ApplicationRecord } from './applications.ts';
import { crossingsOf } from './crossings.ts';
import { fines } from './fines.ts';
import type { FineRecord } from './fines.ts';
import { guardians, households, unusableRecords } from './households.ts';
import type { Household } from './households.ts';
import { idCards } from './id-cards.ts';
import type { IdCardRecord } from './id-cards.ts';
import { licences } from './licences.ts';
import type { LicenceRecord } from './licences.ts';
import { endorsements, permitsEndingSoon, residencePermits, taiwanPermits, voidPapers } from './permits.ts';
import type { EndorsementRecord, ResidencePermitRecord, TravelPaper } from './permits.ts';
import { stays } from './stays.ts';
import type { Stay } from './stays.ts';
import { newVehicles, vehicles } from './vehicles.ts';
import type { NewVehicle, VehicleRecord } from './vehicles.ts';
import { violations } from './violations.ts';
import type { ViolationRecord } from './violations.ts';

/**
 * All that the simulated offices know, by the key of the person. Who the people are is fixed; days are reckoned from
 * `today`, so that what is due stays due whenever the simulator runs, and the rest comes from the seed. Lists change
 * only as a submission or a payment changes them (see effects.ts).
 */
export interface World {
  readonly people: readonly SyntheticPerson[];
  readonly idCards: readonly IdCardRecord[];
  readonly households: readonly Household[];
  readonly guardians: readonly { readonly guardian: string; readonly ward: string }[];
  readonly unusableRecords: readonly string[];
  readonly residencePermits: readonly ResidencePermitRecord[];
  readonly travelPapers: readonly TravelPaper[];
  readonly endorsements: EndorsementRecord[];
  readonly stays: readonly Stay[];
  readonly crossings: Readonly<Record<string, readonly BorderCrossing[]>>;
  readonly licences: readonly LicenceRecord[];
  readonly vehicles: readonly VehicleRecord[];
  readonly newVehicles: readonly NewVehicle[];
  readonly violations: ViolationRecord[];
  readonly fines: FineRecord[];
  readonly applications: ApplicationRecord[];
  /** 无犯罪记录证明 asked for within a year. */
  readonly noCriminalRecordRequests: { readonly person: string; readonly on: string }[];
  /** Where they want to be called. */
  readonly phones: Readonly<Record<string, string>>;
}

export function world({ seed, today }: { readonly seed: number; readonly today: string }): World {
  const random = seededRandom(seed);
  return {
    people: everybody,
    idCards: idCards(today),
    households,
    guardians,
    unusableRecords,
    residencePermits: residencePermits(today),
    travelPapers: travelPapers(today),
    endorsements: endorsements(today),
    stays: stays(today),
    crossings: Object.fromEntries(everybody.map((person) => [person.key, crossingsOf(person, today, random)])),
    licences: licences(today),
    vehicles: vehicles(today),
    newVehicles: newVehicles(today),
    violations: violations(today, random),
    fines: fines(today),
    applications: applications(today),
    noCriminalRecordRequests: Array.from({ length: 3 }, () => ({ person: 'ouyang', on: today })),
    phones: Object.fromEntries(
      everybody.map(({ key }, index) => [key, `+86138000000${String(index).padStart(2, '0')}`]),
    ),
  };
}

/** What Mainland residents carry, as far as the office still knows it. */
function travelPapers(today: string): TravelPaper[] {
  const ending = permitsEndingSoon(today);
  const carried = everybody.flatMap((person) =>
    person.documents.flatMap(({ kind, number, expiryDate }) => {
      if (kind !== 'passport' && kind !== 'hkMacaoPermit') return [];
      if (person.group !== 'mainland' || expiryDate === null) return [];
      const holder = person.key;
      const isVoid = voidPapers.some((paper) => paper.holder === holder && paper.kind === kind);
      const validUntil = kind === 'hkMacaoPermit' ? (ending[holder] ?? expiryDate) : expiryDate;
      return [{ holder, kind, number, validUntil, void: isVoid }];
    }),
  );
  return [...carried, ...taiwanPermits(today)];
}
