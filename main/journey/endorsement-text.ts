import { chinaDay } from '../clock/china-time.ts';
import { allAnswers } from './all-answers.ts';
import type { JourneyContext } from './journey-state.ts';

const destinations: Readonly<Record<string, string>> = { hongKong: '香港', macao: '澳门', both: '香港 澳门' };
const types: Readonly<Record<string, string>> = { individual: '个人旅游(G)', group: '团队旅游(L)' };
const visits: Readonly<Record<string, string>> = {
  threeMonthsOnce: '三个月一次',
  threeMonthsTwice: '三个月二次',
  yearOnce: '一年一次',
  yearTwice: '一年二次',
  yearMultiple: '一年多次',
};

/** What stands on the back of the permit, line by line, in the words of the form: a Chinese document has no English. */
export function endorsementText(journey: JourneyContext): readonly string[] {
  const { certificate } = journey;
  if (!certificate) throw new Error('an endorsement is written only after it was issued');
  const answers = allAnswers(journey);
  const word = (words: Readonly<Record<string, string>>, field: string): string => words[answers[field] ?? ''] ?? '';
  const until = certificate.validUntil === null ? '' : chinaDay(new Date(certificate.validUntil));
  return [
    `${word(types, 'type')} ${word(destinations, 'destination')}`,
    `${word(visits, 'visits')} 有效期至 ${until}`,
    `编号 ${certificate.number}`,
    `签发 ${chinaDay(new Date(certificate.issuedAt))} ${certificate.authority['zh-CN']}`,
  ];
}
