import { chinaMinute } from '../clock/china-time.ts';
import type { Language } from '../contract/language.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2026年11月21日 16:00` or `21 November 2026, 16:00`, for an ISO 8601 time. */
export function localTime(language: Language, isoTime: string): string {
  const [day = '', time = ''] = chinaMinute(new Date(isoTime)).split(' ');
  return `${localDate(language, day)}${language === 'en' ? ', ' : ' '}${time}`;
}

/** `1990年1月1日` or `1 January 1990`, for a calendar date YYYY-MM-DD. */
export function localDate(language: Language, isoDate: string): string {
  const [year = 0, month = 0, day = 0] = isoDate.split('-').map(Number);
  return language === 'en' ? `${day} ${months[month - 1]} ${year}` : `${year}年${month}月${day}日`;
}
