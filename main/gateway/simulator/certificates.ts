import { randomInt } from 'node:crypto';
import { chinaDay } from '../../clock/china-time.ts';
import type { Clock } from '../../clock/clock.ts';
import type { IssuedCertificate } from '../gateway.ts';
import type { SubmissionContent } from '../messages.ts';

/** No such authority exists. */
export const authority = { 'zh-CN': '示例市公安局', en: 'Example City Public Security Bureau' };

const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const codeLength = 16;

/** What the gateway remembers of a certificate, to answer whoever checks the paper. */
export interface IssuedRecord {
  readonly certificate: IssuedCertificate;
  readonly service: string;
  readonly name: string;
  readonly purpose: string | null;
}

export interface Certificates {
  issue(content: SubmissionContent, validityHours: number): IssuedCertificate;
  byCode(code: string): IssuedRecord | undefined;
}

/** Numbers rise within a year, which begins at midnight in China wherever the machine stands. */
export function certificates(clock: Clock, baseUrl: () => string): Certificates {
  const issued = new Map<string, IssuedRecord>();
  const lastOfYear = new Map<string, number>();

  return {
    issue(content, validityHours) {
      const now = clock.wallTime();
      const year = chinaDay(now).slice(0, 4);
      const serial = (lastOfYear.get(year) ?? 0) + 1;
      lastOfYear.set(year, serial);
      const verificationCode = newVerificationCode();
      const certificate = {
        number: `示公证字〔${year}〕第${String(serial).padStart(6, '0')}号`,
        verificationCode,
        verificationUrl: `${baseUrl()}/v/${verificationCode}`,
        issuedAt: now.toISOString(),
        validUntil: new Date(now.getTime() + validityHours * 60 * 60 * 1000).toISOString(),
        authority,
      };
      const { service, person, answers } = content;
      issued.set(verificationCode, { certificate, service, name: person.name, purpose: answers['purpose'] ?? null });
      return certificate;
    },
    byCode: (code) => issued.get(code.toUpperCase()),
  };
}

/** By the system's generator: whoever has seen a thousand codes cannot guess the next. */
const newVerificationCode = (): string =>
  Array.from({ length: codeLength }, () => codeAlphabet.charAt(randomInt(codeAlphabet.length))).join('');
