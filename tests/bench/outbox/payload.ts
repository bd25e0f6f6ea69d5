import { createHash } from 'node:crypto';

/** What every queue of the bench is given: an application as long as a real one without its pictures. */
export interface Payload {
  readonly id: string;
  /** Looked for in the files after everything is acknowledged. */
  readonly mark: string;
  readonly attachment: string;
  readonly [field: string]: unknown;
}

/** So many different texts: enough that no disk compresses them away, few enough to be made beforehand. */
const VARIANTS = 64;
const SEED = 'bench-outbox-1';

const texts = ['同意以上内容', '示例市示例区示例路八十八号院', '因工作需要办理临时证明', '本人自愿使用自助设备'];

const marked = (index: number): string => `MARK-${String(index).padStart(8, '0')}-`;

/** The mark's number, wherever in a file it stands. */
export const anyMark = /MARK-(\d{8})-/g;

/** Payloads by number, the same in every run; each is exactly `bytes` long as JSON in UTF-8. */
export function payloads(bytes: number): (index: number) => Payload {
  const variants = Array.from({ length: VARIANTS }, (_, variant) => variantOf(variant, bytes));
  return (index) => ({
    id: `sub-${String(index).padStart(8, '0')}`,
    mark: marked(index),
    ...(variants[index % VARIANTS] ?? { attachment: '' }),
  });
}

/** The inverse of a payload's id. */
export const indexOf = (payload: { readonly id: string }): number => Number(payload.id.slice('sub-'.length));

function variantOf(variant: number, bytes: number): { readonly attachment: string } & Record<string, unknown> {
  const fields = {
    kind: 'application',
    language: 'zh-CN',
    applicant: { name: `示例${String(variant).padStart(2, '0')}`, address: texts[1] },
    answers: { reason: texts[2], consent: texts[0], notes: texts[variant % texts.length] },
  };
  const empty = { id: 'sub-00000000', mark: marked(0), ...fields, attachment: '' };
  const room = bytes - Buffer.byteLength(JSON.stringify(empty));
  if (room < 0) throw new RangeError(`A payload needs ${String(bytes - room)} bytes`);
  const noise = createHash('shake256', { outputLength: room })
    .update(`${SEED}:${String(variant)}`)
    .digest('base64');
  return { ...fields, attachment: noise.slice(0, room) };
}
