import { addDays } from '../../../contract/calendar-day.ts';
import type { Bilingual } from '../../../contract/language.ts';

/** How long a visitor from outside the Mainland has been here, and how long they may stay. */
export interface Stay {
  readonly holder: string;
  /** As the registration of accommodation asks it; `none` with a permit of Hong Kong, Macao or Taiwan. */
  readonly visaType: string;
  readonly visaNumber: string | null;
  readonly entryDate: string;
  readonly stayUntil: string;
  readonly port: Bilingual;
  /** Days spent here in all, up to today. */
  readonly daysHere: number;
}

export const ports = {
  chongqing: { 'zh-CN': '重庆江北机场', en: 'Chongqing Jiangbei Airport' },
  luohu: { 'zh-CN': '罗湖口岸', en: 'Luohu Port' },
  gongbei: { 'zh-CN': '拱北口岸', en: 'Gongbei Port' },
  pudong: { 'zh-CN': '上海浦东机场', en: 'Shanghai Pudong Airport' },
  xiamen: { 'zh-CN': '厦门五通码头', en: 'Xiamen Wutong Pier' },
} as const satisfies Record<string, Bilingual>;

export const stays = (today: string): readonly Stay[] => [
  stay(today, 'tourist', 'tourism', 'A0000017', 19, 11, ports.chongqing, 19),
  stay(today, 'engineer', 'work', 'B0000025', 210, 155, ports.pudong, 402),
  stay(today, 'permanent', 'permanentResidence', null, 90, 2_900, ports.pudong, 3_000),
  stay(today, 'permanentBefore2023', 'permanentResidence', null, 33, 700, ports.chongqing, 1_100),
  stay(today, 'hongKong', 'none', null, 40, 1_600, ports.luohu, 900),
  stay(today, 'macao', 'none', null, 12, 1_600, ports.gongbei, 500),
  stay(today, 'taiwan', 'none', null, 66, 1_600, ports.xiamen, 800),
];

const stay = (
  today: string,
  holder: string,
  visaType: string,
  visaNumber: string | null,
  daysSinceEntry: number,
  daysLeft: number,
  port: Bilingual,
  daysHere: number,
): Stay => ({
  holder,
  visaType,
  visaNumber,
  entryDate: addDays(today, -daysSinceEntry),
  stayUntil: addDays(today, daysLeft),
  port,
  daysHere,
});
