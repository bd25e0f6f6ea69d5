import { addDays } from '../../../contract/calendar-day.ts';
import type { Bilingual } from '../../../contract/language.ts';
import type { Violation } from '../../service-case.ts';
import type { LicenceRecord } from './licences.ts';
import type { VehicleRecord } from './vehicles.ts';

/** 交通违法 that nobody has decided yet. */
export interface ViolationRecord {
  readonly id: string;
  /** On whose list it stands. */
  readonly driver: string;
  readonly plate: string;
  readonly at: string;
  readonly place: Bilingual;
  readonly kind: keyof typeof kinds;
  /** Seen by an officer on the road, not by a camera. */
  readonly byOfficer: boolean;
  /** Somebody has asked the office to look at it again. */
  readonly underReview: boolean;
}

const law = (chinese: string, english: string): Bilingual => ({
  'zh-CN': `《道路交通安全法》${chinese}`,
  en: `Road Traffic Safety Law, ${english}`,
});

/** What was done, what it breaks and how it is punished. Sums and points are the simulated city's. */
const kinds = {
  speeding: {
    act: { 'zh-CN': '超过规定时速不到百分之二十', en: 'Driving up to 20% over the speed limit' },
    article: law('第42条', 'Article 42'),
    fineFen: 10_000,
    points: 1,
  },
  redLight: {
    act: { 'zh-CN': '违反道路交通信号灯通行', en: 'Driving through a red light' },
    article: law('第26条', 'Article 26'),
    fineFen: 15_000,
    points: 6,
  },
  parking: {
    act: { 'zh-CN': '违反规定停放车辆', en: 'Parking where it is not allowed' },
    article: law('第56条', 'Article 56'),
    fineFen: 10_000,
    points: 0,
  },
  wrongLane: {
    act: { 'zh-CN': '不按导向车道行驶', en: 'Driving in a lane for another direction' },
    article: law('第38条', 'Article 38'),
    fineFen: 15_000,
    points: 3,
  },
  farOverSpeed: {
    act: { 'zh-CN': '超过规定时速百分之五十以上', en: 'Driving more than 50% over the speed limit' },
    article: law('第42条', 'Article 42'),
    fineFen: 150_000,
    points: 12,
  },
} as const;
const penaltyArticle = law('第90条', 'Article 90');
const heavyPenaltyArticle = law('第99条', 'Article 99');

const places: readonly Bilingual[] = [
  { 'zh-CN': '江北区示例大道与样本路路口', en: 'Crossing of Example Avenue and Sample Road, Jiangbei' },
  { 'zh-CN': '渝中区样本街12号前', en: 'In front of 12 Sample Street, Yuzhong' },
  { 'zh-CN': '内环快速路示例隧道', en: 'Example Tunnel, Inner Ring Expressway' },
];

const drafts: readonly (readonly [
  driver: string,
  plate: string,
  kind: keyof typeof kinds,
  more?: Partial<Pick<ViolationRecord, 'byOfficer' | 'underReview'>>,
])[] = [
  ['zhang', '渝A12345', 'wrongLane'],
  ['zhang', '渝A12345', 'parking'],
  // With nine points already: one of each reason why a machine may not decide, and one that it may.
  ['li', '渝B2K345', 'speeding'],
  ['li', '渝B2K345', 'farOverSpeed'],
  ['li', '渝B2K345', 'wrongLane'],
  ['li', '渝A12345', 'parking'],
  ['li', '渝B2K345', 'parking', { byOfficer: true }],
  ['li', '渝B2K345', 'parking', { underReview: true }],
  // Of a driver whose licence is suspended.
  ['wang', '渝D45678', 'speeding'],
];

export const violations = (today: string, random: () => number): ViolationRecord[] =>
  drafts.map(([driver, plate, kind, more], index) => ({
    id: `violation-${String(index + 1).padStart(4, '0')}`,
    driver,
    plate,
    kind,
    at: `${addDays(today, -5 - Math.floor(random() * 80))}T${two(7 + Math.floor(random() * 12))}:${two(Math.floor(random() * 60))}:00+08:00`,
    place: places[Math.floor(random() * places.length)] ?? places[0] ?? { 'zh-CN': '示例路', en: 'Example Road' },
    byOfficer: false,
    underReview: false,
    ...more,
  }));

const two = (value: number): string => String(value).padStart(2, '0');

/** A machine decides fines up to 200 yuan (程序规定 Art. 43, 52). */
const mostFen = 20_000;
/** Twelve points are full (记分管理办法 Art. 3). */
const fullPoints = 12;

/** Why a machine may not decide it, the reason that hits the visitor hardest first; null when it may. */
function blocked(
  record: ViolationRecord,
  licence: LicenceRecord | undefined,
  vehicle: VehicleRecord | undefined,
): Violation['blocked'] {
  const { fineFen, points } = kinds[record.kind];
  if (record.underReview) return 'underReview';
  if (record.byOfficer) return 'notCamera';
  if (fineFen > mostFen) return 'fineOver200';
  if (vehicle?.owner !== record.driver) return 'notYourVehicle';
  if (licence?.state !== 'normal') return 'licenceNotNormal';
  return licence.points + points >= fullPoints ? 'pointsReach12' : null;
}

export function violationShown(
  record: ViolationRecord,
  licence: LicenceRecord | undefined,
  vehicle: VehicleRecord | undefined,
): Violation {
  const { act, article, fineFen, points } = kinds[record.kind];
  const { id, plate, at, place } = record;
  return {
    id,
    plate,
    at,
    place,
    act,
    article,
    penaltyArticle: fineFen > mostFen ? heavyPenaltyArticle : penaltyArticle,
    fineFen,
    points,
    blocked: blocked(record, licence, vehicle),
  };
}
