import { addDays } from '../../../contract/calendar-day.ts';
import type { DrivingLicence } from '../../service-case.ts';

/** 驾驶证, with what the office looks up besides. */
export interface LicenceRecord extends Omit<DrivingLicence, 'points'> {
  readonly holder: string;
  points: number;
  /** For how long it was given last time, in years: the next one lasts longer (驾驶证规定 Art. 62). */
  readonly years: 6 | 10;
  /** Whether the points ever came to twelve in one of its cycles. */
  readonly reachedTwelve: boolean;
  /** 身体条件证明 of a hospital in the network. */
  readonly medicalReport: string | null;
}

interface Draft {
  readonly holder: string;
  /** Until it ends; negative when it has. */
  readonly daysLeft: number;
  readonly points?: number;
  readonly state?: DrivingLicence['state'];
  readonly years?: 6 | 10;
  readonly reachedTwelve?: true;
  readonly medicalReport?: null;
  readonly vehicleClasses?: string;
}

const drafts: readonly Draft[] = [
  { holder: 'zhang', daysLeft: 45, points: 3 },
  // Three more points and it is full.
  { holder: 'li', daysLeft: 1_200, points: 9 },
  { holder: 'ouyang', daysLeft: 60, years: 10 },
  { holder: 'wang', daysLeft: 70, points: 12, state: 'suspended' },
  { holder: 'ayiguli', daysLeft: -430, state: 'cancelled' },
  { holder: 'zhaxi', daysLeft: 30, medicalReport: null },
  { holder: 'anna', daysLeft: 1_100 },
  { holder: 'zhao', daysLeft: -100, reachedTwelve: true },
  { holder: 'hongKong', daysLeft: 50 },
  { holder: 'macao', daysLeft: 900 },
  { holder: 'taiwan', daysLeft: 20 },
  { holder: 'engineer', daysLeft: 40, points: 6 },
  { holder: 'permanent', daysLeft: 80 },
];

export const licences = (today: string): LicenceRecord[] =>
  drafts.map((draft, index) => ({
    holder: draft.holder,
    // Chongqing's; a serial that no office has reached.
    fileNumber: `5000000${String(10_001 + index)}`,
    vehicleClasses: draft.vehicleClasses ?? 'C1',
    state: draft.state ?? (draft.daysLeft < 0 ? 'expired' : 'normal'),
    validUntil: addDays(today, draft.daysLeft),
    points: draft.points ?? 0,
    cycleEnds: addDays(today, 120 + index),
    years: draft.years ?? 6,
    reachedTwelve: draft.reachedTwelve ?? false,
    medicalReport: draft.medicalReport === null ? null : `YJ${String(20_260_001 + index)}`,
  }));

export const licenceShown = (record: LicenceRecord): DrivingLicence => {
  const { fileNumber, vehicleClasses, state, validUntil, points, cycleEnds } = record;
  return { fileNumber, vehicleClasses, state, validUntil, points, cycleEnds };
};

/** 驾驶证规定 Art. 62: six years, then ten, then for good; the same again where twelve points were reached. */
export function nextValidity({ years, reachedTwelve }: LicenceRecord): 'years6' | 'years10' | 'longTerm' {
  if (reachedTwelve) return years === 6 ? 'years6' : 'years10';
  return years === 6 ? 'years10' : 'longTerm';
}
