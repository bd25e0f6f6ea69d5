/** All of China keeps one time, without summer time; the kiosk's own zone may be set to anything. */
const timeZone = 'Asia/Shanghai';

// Swedish writes dates as ISO 8601 does.

/** `2026-11-21` */
export const chinaDay = (moment: Date): string => moment.toLocaleDateString('sv-SE', { timeZone });

/** `2026-11-21 16:05` */
export const chinaMinute = (moment: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(moment);
