import { chinaMinute } from '../../clock/china-time.ts';
import { maskPersonName } from '../../contract/masking.ts';
import type { IssuedRecord } from './certificates.ts';
import type { Reply } from './problem.ts';
import { publicPage } from './public-page.ts';
import type { PublicPage } from './public-page.ts';

/** What each service's paper is called. */
const papers: Readonly<Record<string, string>> = {
  'temp-id-proof': '临时身份证明 · Temporary Identity Proof',
  'id-card-collection': '居民身份证领取凭条 · ID Card Collection',
  'household-certificate': '户籍证明 · Household Registration Certificate',
  'residence-permit-endorsement': '居住证签注 · Residence Permit Endorsement',
  'hk-macao-endorsement': '往来港澳签注 · HK/Macao Endorsement',
  'foreigner-accommodation-registration': '境外人员临时住宿登记 · Registration of Temporary Accommodation',
  'exit-entry-record-query': '出入境记录 · Exit/Entry Record',
  'exit-entry-progress-query': '办证进度查询凭条 · Application Progress',
  'traffic-record-query': '交通违法与记分查询凭条 · Violations and Demerit Points',
  'traffic-violation-handling': '处罚决定书 · Penalty Decision',
  'traffic-fine-payment': '罚款缴纳凭条 · Fine Payment',
  'inspection-mark': '检验合格标志 · Inspection Mark',
  'temporary-plate': '临时行驶车号牌 · Temporary Vehicle Plate',
};
const otherPaper = '证明 · Certificate';

const purposes: Readonly<Record<string, string>> = {
  rail: '乘坐火车 · Train',
  air: '乘坐飞机 · Plane',
  coach: '乘坐长途汽车 · Coach',
  ship: '乘坐客轮 · Ship',
  hotel: '住宿 · Hotel stay',
  exam: '国家考试 · National examination',
};

const title = '证明核验 · Certificate check';

/**
 * What a ticket inspector or a hotel may know: genuine or not, of what kind, for whom (masked: they have the person
 * before them), for what, until when. No number, no address, no picture, nothing that would make guessing worthwhile.
 */
export function verificationPage(record: IssuedRecord | undefined, now: Date): Reply {
  if (!record) return publicPage({ status: 404, mood: 'bad', title, verdict: '查无此证 · No such certificate' });
  const { certificate, service, name, purpose } = record;
  const validUntil = certificate.validUntil === null ? null : new Date(certificate.validUntil);
  return publicPage({
    ...standing(record, validUntil, now),
    title,
    rows: [
      ['证件 · Document', papers[service] ?? otherPaper],
      ...(name === null ? [] : [['姓名 · Name', maskPersonName(name)] as const]),
      ...(purpose === null ? [] : [['用途 · Purpose', purposes[purpose] ?? '—'] as const]),
      ['有效期至 · Valid until', validUntil ? chinaMinute(validUntil) : '长期 · No end'],
    ],
  });
}

function standing(
  { withdrawn }: IssuedRecord,
  validUntil: Date | null,
  now: Date,
): Pick<PublicPage, 'mood' | 'verdict'> {
  if (withdrawn) return { mood: 'bad', verdict: '已撤销 · Withdrawn' };
  if (validUntil && now > validUntil) return { mood: 'over', verdict: '真实,已过有效期 · Genuine, expired' };
  return { mood: 'good', verdict: '真实有效 · Genuine' };
}
