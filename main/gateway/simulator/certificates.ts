import { randomInt } from 'node:crypto';
import { chinaDay } from '../../clock/china-time.ts';
import type { Clock } from '../../clock/clock.ts';
import type { IssuedCertificate } from '../gateway.ts';

/** No such authority exists. */
export const authority = { 'zh-CN': '示例市公安局', en: 'Example City Public Security Bureau' };

const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const codeLength = 16;

/** What the gateway remembers of a certificate, to answer whoever checks the paper. */
export interface IssuedRecord {
  readonly certificate: IssuedCertificate;
  readonly service: string;
  /** Null where nobody was asked who they are. */
  readonly name: string | null;
  readonly purpose: string | null;
  readonly withdrawn: boolean;
}

export interface Certificates {
  /** `validUntil` null for what stays true. */
  issue(
    about: Pick<IssuedRecord, 'service' | 'name' | 'purpose'> & { readonly validUntil: Date | null },
  ): IssuedCertificate;
  byCode(code: string): IssuedRecord | undefined;
  /** What was issued counts no more, e.g. since it could not be handed over. */
  withdraw(number: string): void;
}

/** How the numbers of a service's papers look; services that are not named share the last. */
type NumberForm = (year: string, serial: number) => string;
const lettered =
  (letters: string): NumberForm =>
  (year, serial) =>
    `${letters}〔${year}〕第${String(serial).padStart(6, '0')}号`;
const numberForms: Readonly<Record<string, NumberForm>> = {
  'temp-id-proof': lettered('示公证字'),
  'household-certificate': lettered('示公户字'),
  'exit-entry-record-query': lettered('示公境字'),
  'foreigner-accommodation-registration': lettered('示公住字'),
  'hk-macao-endorsement': lettered('示公签字'),
  'inspection-mark': lettered('示公检字'),
  // 处罚决定书: the office, the year, the serial; sixteen digits.
  'traffic-violation-handling': (year, serial) => `500105${year.slice(2)}${String(serial).padStart(8, '0')}`,
  'temporary-plate': (_year, serial) => `渝A·临${String(serial).padStart(5, '0')}`,
};
const otherNumbers = lettered('示公办字');

/** Numbers rise within a year, which begins at midnight in China wherever the machine stands. */
export function certificates(clock: Clock, baseUrl: () => string): Certificates {
  const issued = new Map<string, IssuedRecord>();
  const lastOfYear = new Map<string, number>();

  return {
    issue({ validUntil, ...about }) {
      const now = clock.wallTime();
      const year = chinaDay(now).slice(0, 4);
      const form = numberForms[about.service] ?? otherNumbers;
      const series = form(year, 0);
      const serial = (lastOfYear.get(series) ?? 0) + 1;
      lastOfYear.set(series, serial);
      const verificationCode = newVerificationCode();
      const certificate = {
        number: form(year, serial),
        verificationCode,
        verificationUrl: `${baseUrl()}/v/${verificationCode}`,
        issuedAt: now.toISOString(),
        validUntil: validUntil?.toISOString() ?? null,
        authority,
      };
      issued.set(verificationCode, { ...about, certificate, withdrawn: false });
      return certificate;
    },
    byCode: (code) => issued.get(code.toUpperCase()),
    withdraw(number) {
      for (const [code, record] of issued)
        if (record.certificate.number === number) issued.set(code, { ...record, withdrawn: true });
    },
  };
}

/** By the system's generator: whoever has seen a thousand codes cannot guess the next. */
const newVerificationCode = (): string =>
  Array.from({ length: codeLength }, () => codeAlphabet.charAt(randomInt(codeAlphabet.length))).join('');
