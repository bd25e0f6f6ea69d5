import { chinaMinute } from '../../clock/china-time.ts';
import { maskPersonName } from '../../contract/masking.ts';
import { authority } from './certificates.ts';
import type { IssuedRecord } from './certificates.ts';
import type { Reply } from './problem.ts';

const services: Readonly<Record<string, string>> = { 'temp-id-proof': '临时身份证明 · Temporary Identity Proof' };
const purposes: Readonly<Record<string, string>> = {
  rail: '乘坐火车 · Train',
  air: '乘坐飞机 · Plane',
  coach: '乘坐长途汽车 · Coach',
  ship: '乘坐客轮 · Ship',
  hotel: '住宿 · Hotel stay',
  exam: '国家考试 · National examination',
};

/**
 * What a ticket inspector or a hotel may know: genuine or not, of what kind, for whom (masked: they have the person
 * before them), for what, until when. No number, no address, no picture, nothing that would make guessing worthwhile.
 */
export function verificationPage(record: IssuedRecord | undefined, now: Date): Reply {
  if (!record) return page(404, 'invalid', '查无此证 · No such certificate', []);
  const validUntil = new Date(record.certificate.validUntil);
  const isValid = now <= validUntil;
  return page(
    200,
    isValid ? 'valid' : 'expired',
    isValid ? '真实有效 · Genuine' : '真实,已过有效期 · Genuine, expired',
    [
      ['证件 · Document', services[record.service] ?? '证明 · Certificate'],
      ['姓名 · Name', maskPersonName(record.name)],
      ['用途 · Purpose', (record.purpose && purposes[record.purpose]) ?? '—'],
      ['有效期至 · Valid until', chinaMinute(validUntil)],
    ],
  );
}

function page(status: number, state: string, verdict: string, rows: readonly (readonly [string, string])[]): Reply {
  const list = rows.map(([term, value]) => `<dt>${term}</dt><dd>${escapeHtml(value)}</dd>`).join('');
  const body = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>证明核验 · Certificate check</title><style>${css}</style>
<main class="${state}"><p>${authority['zh-CN']}<br>${authority.en}</p><h1>${verdict}</h1><dl>${list}</dl></main></html>`;
  return {
    status,
    contentType: 'text/html; charset=utf-8',
    body,
    headers: {
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
    },
  };
}

const css =
  'body{font:18px/1.6 system-ui,sans-serif;margin:0;background:#f4f6f8;color:#16202c}main{max-width:26rem;margin:2rem auto;padding:1.5rem;background:#fff;border-top:10px solid #1b7f4b}main.expired{border-color:#b06a00}main.invalid{border-color:#b3261e}h1{font-size:1.6rem}dt{color:#4a5665;font-size:.9rem}dd{margin:0 0 .75rem}';

const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
