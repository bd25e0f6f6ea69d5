import { citizenIdProblem } from './citizen-id.ts';

/** What a screen, a slip or a bystander may see of personal data. */

const hide = (text: string, keepStart: number, keepEnd: number): string => {
  const characters = [...text];
  const hidden = Math.max(1, characters.length - keepStart - keepEnd);
  return characters.slice(0, keepStart).join('') + '*'.repeat(hidden) + characters.slice(keepStart + hidden).join('');
};

/** First three and last two characters: the birth date and the sequence never show. */
export const maskCitizenId = (number: string): string => hide(number, 3, 2);

/** A document's letter and the last two: enough to tell one's own documents apart. */
export const maskDocumentNumber = (number: string): string => hide(number, 1, 2);

/** A citizen's number shows its district, everybody else's its letter. Masking twice changes nothing. */
export const maskPersonNumber = (number: string): string =>
  citizenIdProblem(number) === null ? maskCitizenId(number) : maskDocumentNumber(number);

/** Han names keep the last character (as court notices do), Latin names the first letter of each word. */
export const maskPersonName = (name: string): string =>
  /^[A-Za-z]/.test(name) ? name.replaceAll(/(?<=[A-Za-z])[A-Za-z]/g, '*') : hide(name, 0, 1);

/** Last four digits, and the country code. */
export const maskPhoneNumber = (number: string): string => hide(number, number.startsWith('+') ? 3 : 0, 4);
