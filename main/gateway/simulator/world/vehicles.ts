import { addDays } from '../../../contract/calendar-day.ts';
import type { Bilingual } from '../../../contract/language.ts';
import { vinCheckCharacter } from '../../../contract/vin.ts';
import type { Vehicle } from '../../service-case.ts';

/** 机动车 on the register. */
export interface VehicleRecord {
  readonly owner: string;
  readonly plate: string;
  /** GA 24.7 */
  readonly plateType: string;
  readonly make: Bilingual;
  readonly vin: string;
  readonly registeredOn: string;
  inspectionValidUntil: string;
  /** Compulsory insurance ends here; null where nobody has insured it. */
  readonly insuredUntil: string | null;
}

/** Sold and not registered yet: what its factory and its insurer told the office. */
export interface NewVehicle {
  readonly vin: string;
  readonly make: Bilingual;
  readonly insuredUntil: string | null;
  /** Temporary plates given out for it so far; three at most (机动车登记规定 Art. 47). */
  plates: number;
}

/** No maker has these three letters; the ninth character is computed. */
function syntheticVin(serial: number): string {
  const vin = `LZZ5MN3H0T${String(serial).padStart(7, '0')}`;
  return vin.slice(0, 8) + vinCheckCharacter(vin) + vin.slice(9);
}

const makes = {
  saloon: { 'zh-CN': '示例牌轿车', en: 'Example saloon' },
  electric: { 'zh-CN': '样本牌纯电动轿车', en: 'Sample electric saloon' },
  motorcycle: { 'zh-CN': '示例牌摩托车', en: 'Example motorcycle' },
} as const satisfies Record<string, Bilingual>;

export const vehicles = (today: string): VehicleRecord[] => {
  const years = (count: number): string => addDays(today, -365 * count);
  const record = (
    serial: number,
    owner: string,
    plate: string,
    ageYears: number,
    inspectionDaysLeft: number,
    more: Partial<VehicleRecord> = {},
  ): VehicleRecord => ({
    owner,
    plate,
    plateType: plate.length === 8 ? '52' : '02',
    make: plate.length === 8 ? makes.electric : makes.saloon,
    vin: syntheticVin(serial),
    registeredOn: years(ageYears),
    inspectionValidUntil: addDays(today, inspectionDaysLeft),
    insuredUntil: addDays(today, 150),
    ...more,
  });
  return [
    // Has violations that nobody has handled.
    record(11, 'zhang', '渝A12345', 4, 40),
    record(12, 'zhang', '渝AD12345', 2, 30),
    record(13, 'li', '渝B2K345', 3, 400),
    // Eleven years old: past the years without an inspection.
    record(14, 'ouyang', '渝C34567', 11, 20),
    record(15, 'ouyang', '渝AF00017', 2, 35, { insuredUntil: null }),
    record(16, 'wang', '渝D45678', 5, 300),
    record(17, 'anna', '渝A5678M', 1, 60, { make: makes.motorcycle, plateType: '07' }),
    record(18, 'hongKong', '渝A6Z801', 4, 50),
    record(19, 'engineer', '渝AD80123', 2, 25),
    record(20, 'permanent', '渝A7N123', 6, 70),
  ];
};

export const newVehicles = (today: string): NewVehicle[] => [
  { vin: syntheticVin(101), make: makes.electric, insuredUntil: addDays(today, 360), plates: 0 },
  { vin: syntheticVin(102), make: makes.saloon, insuredUntil: addDays(today, 300), plates: 3 },
  { vin: syntheticVin(103), make: makes.saloon, insuredUntil: null, plates: 0 },
  // Its insurance ends before thirty days are over.
  { vin: syntheticVin(104), make: makes.saloon, insuredUntil: addDays(today, 12), plates: 1 },
];

export const vehicleShown = ({ plate, plateType, make, vin, inspectionValidUntil }: VehicleRecord): Vehicle => ({
  plate,
  plateType,
  make,
  vinTail: vin.slice(-6),
  inspectionValidUntil,
});
