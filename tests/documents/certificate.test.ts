import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import jsqr from 'jsqr';
import type { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { tempIdProof } from '../../main/catalogue/household/temp-id-proof.ts';
import { certificatePdf } from '../../main/documents/certificate.ts';
import type { CertificateData } from '../../main/documents/certificate.ts';
import { unprintableCharacter } from '../../main/documents/font.ts';
import { expectApproved } from '../support/approved-picture.ts';
import { hasPoppler, pdfInfo, pdfPicture, pdfText } from '../support/poppler.ts';

const photoJpeg = readFileSync(new URL('../support/portrait.jpg', import.meta.url));

const proof: CertificateData = {
  certificate: {
    number: '示公江临证〔2026〕000123号',
    verificationCode: '7KQ4-M2XD-9RTA',
    verificationUrl: 'https://verify.example.org/t/7KQ4M2XD9RTA',
    issuedAt: '2026-11-21T16:30:00Z',
    validUntil: '2026-11-22T16:30:00Z',
    authority: {
      'zh-CN': '示例市公安局江畔分局',
      en: 'Riverside Branch, Example Municipal Public Security Bureau',
    },
  },
  person: { name: '欧阳䶮㛃', number: '500105199001010013', sex: 'male', birthDate: '1990-01-01' },
  purpose: 'rail',
  receivingUnit: '示例北站铁路客运服务中心',
  photoJpeg,
  hallName: { 'zh-CN': '示例市江畔24小时无人警局', en: 'Riverside 24-hour Police Hall' },
};
const withPerson = (person: Partial<CertificateData['person']>): CertificateData => ({
  ...proof,
  person: { ...proof.person, ...person },
});

const longest: CertificateData = {
  ...withPerson({
    name: '阿依古丽·买买提江·吐尔逊阿依·阿卜杜热合曼江·伊敏',
    number: '500105198506150025',
    sex: 'female',
    birthDate: '1985-06-15',
  }),
  purpose: 'hotel',
  receivingUnit: '示例自治州江畔镇国际旅游度假区临江大酒店（旗舰店）一层前台接待处及行李寄存服务中心',
};

async function pdfOf(data: CertificateData): Promise<Uint8Array> {
  const pdf = await certificatePdf(data);
  if (!pdf.ok) throw new Error(`lacks ${pdf.error.character}`);
  return pdf.value;
}

const poppler = hasPoppler();
describe.skipIf(!poppler.ok)(`the certificate on paper${poppler.ok ? '' : ` (${poppler.reason})`}`, () => {
  it('says everything that it has to, in both languages', async () => {
    const text = pdfText(await pdfOf(proof));
    const { certificate, person } = proof;
    const wanted = [
      ['临时身份证明', 'TEMPORARY IDENTITY PROOF', certificate.number, person.name, person.number],
      ['男 Male', '1990年1月1日 1 January 1990', '乘坐火车 Travel by train', proof.receivingUnit],
      // Half past four in the afternoon in London is the next day in China.
      ['2026年11月22日 00:30 至 2026年11月23日 00:30', '22 November 2026, 00:30 to 23 November 2026, 00:30'],
      ['本证明不代替居民身份证，也不是临时居民身份证。', 'it is not the Temporary Resident ID Card'],
      ['公通字〔2016〕21 号', 'Gong Tong Zi [2016] No. 21', certificate.verificationCode],
      [certificate.authority['zh-CN'], certificate.authority.en, proof.hallName['zh-CN'], proof.hallName.en],
    ];
    for (const words of wanted.flat()) expect(text).toContain(words);
  });

  it.each(['阿依古丽·买买提江', '䶮㛃', '〇𫖯𡐓', 'Nguyen-O’Brien Anna Maria'])('shows the name %s', async (name) => {
    expect(pdfText(await pdfOf(withPerson({ name })))).toContain(name);
  });

  it.each(tempIdProof.purposes.map(({ id }) => id))('has words for the purpose %s', async (purpose) => {
    expect(pdfText(await pdfOf({ ...proof, purpose }))).toMatch(/用途\s+Purpose\s+[乘入参]/u);
  });

  it('names the guardian who came along with a child', async () => {
    const child = { ...withPerson({ name: '欧阳小示例', birthDate: '2015-01-01' }), guardian: { name: '欧阳示例' } };
    expect(pdfText(await pdfOf(child))).toMatch(/陪同监护人\s+Presented by guardian\s+欧阳示例/u);
    expect(pdfText(await pdfOf(proof))).not.toContain('guardian');
  });

  it('says so where it does not end', async () => {
    const endless = { ...proof, certificate: { ...proof.certificate, validUntil: null } };
    expect(pdfText(await pdfOf(endless))).toContain('From 22 November 2026, 00:30 (Beijing time), no expiry');
  });

  it('carries a QR code that opens the verification page', async () => {
    const { data, width, height } = pdfPicture(await pdfOf(proof), 100);
    expect(jsqr(new Uint8ClampedArray(data), width, height)?.data).toBe(proof.certificate.verificationUrl);
  });

  it.each([
    ['temp-id-proof', proof],
    ['longest', longest],
    ['no-photo', { ...proof, photoJpeg: null }],
    ['child', { ...proof, guardian: { name: '欧阳示例' } }],
  ])('looks as approved: %s', async (name, data) => {
    const drawn = pdfPicture(await pdfOf(data), 80);
    expectApproved(drawn, new URL(`approved/certificate-${name}.png`, import.meta.url));
  });

  it('stays inside its boxes whatever the name and the place are', async () => {
    const blank = pdfPicture(await pdfOf({ ...withPerson({ name: '·' }), receivingUnit: '·' }), 50);
    const han = fc.constantFrom('王', '䶮', '一', '·', '疆');
    const latin = fc.constantFrom('W', 'i', ' ', '-', 'M');
    const texts = fc.oneof(
      fc.string({ unit: han, minLength: 1, maxLength: 120, size: 'max' }),
      fc.string({ unit: latin, minLength: 1, maxLength: 120, size: 'max' }),
    );
    await fc.assert(
      fc.asyncProperty(texts, texts, async (name, receivingUnit) => {
        const drawn = pdfPicture(await pdfOf({ ...withPerson({ name }), receivingUnit }), 50);
        const outside = differences(drawn, blank).filter(({ x, y }) => !isInABox((x / 50) * 72, (y / 50) * 72));
        expect(outside).toEqual([]);
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });
});

/** The values' boxes for the name and the receiving unit, in points, with a pixel's margin. */
const boxes = [
  { left: 174, top: 219, right: 400, bottom: 262 },
  { left: 174, top: 424, right: 533, bottom: 467 },
];
const isInABox = (x: number, y: number): boolean =>
  boxes.some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);

function differences(one: PNG, other: PNG): { x: number; y: number }[] {
  const points: { x: number; y: number }[] = [];
  for (let index = 0; index < one.data.length; index += 4) {
    if (Math.abs(one.data[index]! - other.data[index]!) < 32) continue;
    points.push({ x: (index / 4) % one.width, y: Math.floor(index / 4 / one.width) });
  }
  return points;
}

describe('the certificate as a file', () => {
  it('is refused, naming the character, when the font lacks one', async () => {
    const lacking = { ok: false, error: { kind: 'missingGlyph', character: '𠮷' } };
    expect(await certificatePdf(withPerson({ name: '王𠮷' }))).toEqual(lacking);
    expect(await certificatePdf({ ...proof, receivingUnit: '𠮷野大酒店' })).toEqual(lacking);
    expect(await certificatePdf({ ...proof, receivingUnit: '一\n二' })).toMatchObject({ error: { character: '\n' } });
  });

  it('is told of such a character while the name is typed', () => {
    expect(unprintableCharacter('阿依古丽·买买提江')).toBeNull();
    expect(unprintableCharacter('王䶮㛃')).toBeNull();
    expect(unprintableCharacter('王𠮷')).toBe('𠮷');
    expect(unprintableCharacter('')).toBeNull();
  });

  it('has no personal data outside the page', async () => {
    const bytes = Buffer.from(await pdfOf(proof));
    const secrets = [proof.person.name, proof.person.number, proof.receivingUnit, proof.certificate.number];
    for (const secret of secrets) {
      expect(bytes.includes(Buffer.from(secret, 'utf8'))).toBe(false);
      expect(bytes.includes(Buffer.from(secret, 'utf16le').swap16())).toBe(false);
    }
  });

  it.skipIf(!poppler.ok)('is one tagged A4 page with a title that fits everybody', async () => {
    const information = pdfInfo(await pdfOf(proof));
    expect(information).toMatch(/^Title:\s+临时身份证明 Temporary Identity Proof$/m);
    expect(information).toMatch(/^Tagged:\s+yes$/m);
    expect(information).toMatch(/^Pages:\s+1$/m);
    expect(information).toMatch(/A4/);
    expect(information).not.toMatch(/Author|Subject|Keywords/);
  });

  it('names its language', async () => {
    expect(Buffer.from(await pdfOf(proof)).toString('latin1')).toContain('/Lang (zh-CN)');
  });

  it('is at most 60 kB beside the photo', async () => {
    expect((await pdfOf(proof)).length - photoJpeg.length).toBeLessThanOrEqual(60_000);
  });

  it('is the same whenever it is made again', async () => {
    expect(Buffer.from(await pdfOf(proof)).equals(Buffer.from(await pdfOf(proof)))).toBe(true);
  });
});
