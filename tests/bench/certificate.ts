import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Pdf from 'pdfkit';
import { certificatePdf } from '../../main/documents/certificate.ts';
import type { CertificateData } from '../../main/documents/certificate.ts';
import { median } from './times.ts';

const photoJpeg = readFileSync(new URL('../support/portrait.jpg', import.meta.url));
const fontFile = (weight: string): Buffer =>
  readFileSync(
    createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`),
  );
const [regular, bold] = [fontFile('400Regular'), fontFile('700Bold')];
const names = ['张伟', '欧阳靖雯', '司马懿轩', '龚翊宸', '赵鑫磊', '钱韫玉', '孙彧', '李珺瑶'];
const rounds = 30;

const certificateOf = (round: number): CertificateData => ({
  certificate: {
    number: `示公江临证〔2026〕${100_000 + round}号`,
    verificationCode: `7KQ4-M2XD-${1_000 + round}`,
    verificationUrl: `https://verify.example.org/t/7KQ4M2XD${1_000 + round}`,
    issuedAt: '2026-11-21T08:00:00Z',
    validUntil: '2026-11-22T08:00:00Z',
    authority: { 'zh-CN': '示例市公安局江畔分局', en: 'Riverside Branch, Example Municipal Public Security Bureau' },
  },
  person: { name: names[round % names.length]!, number: '500105199001010013', sex: 'male', birthDate: '1990-01-01' },
  purpose: 'rail',
  receivingUnit: '示例北站铁路客运服务中心',
  photoJpeg,
  hallName: { 'zh-CN': '示例市江畔24小时无人警局', en: 'Riverside 24-hour Police Hall' },
});

async function ours(round: number): Promise<Uint8Array> {
  const pdf = await certificatePdf(certificateOf(round));
  if (!pdf.ok) throw new Error(`lacks ${pdf.error.character}`);
  return pdf.value;
}

/** The least that pdfkit can do with as many characters: the same words in the same two fonts, one below the other. */
async function bare(round: number): Promise<Uint8Array> {
  const { certificate, person, receivingUnit, hallName } = certificateOf(round);
  const pdf = new Pdf({ size: 'A4', margin: 60, font: '' });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => pdf.on('end', resolve));
  pdf.font(bold).fontSize(28).text('临时身份证明 TEMPORARY IDENTITY PROOF');
  for (const text of [
    person.name,
    person.number,
    receivingUnit,
    certificate.authority['zh-CN'],
    certificate.verificationCode,
  ]) {
    pdf.fontSize(14).text(text);
  }
  for (const label of boldLabels) pdf.fontSize(11).text(label);
  pdf.font(regular).fontSize(10).text(certificate.number);
  for (const text of [certificate.authority.en, hallName['zh-CN'], hallName.en, ...regularTexts]) pdf.text(text);
  pdf.image(photoJpeg, { width: 99 });
  pdf.end();
  await ended;
  return Buffer.concat(parts);
}

const wordsOf = (language: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../locales/${language}/certificate.json`, import.meta.url), 'utf8'));
const textsOf = (words: Record<string, unknown>, keys: readonly string[]): string[] =>
  keys.map((key) => String(words[key]));
const [zh, en] = [wordsOf('zh-CN'), wordsOf('en')];
const fields = ['name', 'sex', 'birthDate', 'idNumber', 'purpose', 'receivingUnit', 'validity'];
const boldLabels = [
  ...textsOf(zh, [...fields, 'notIdCard']),
  ...textsOf(en, ['notIdCard']),
  '2026年11月21日 16:00 至（北京时间）',
];
const regularTexts = [zh, en].flatMap((words) =>
  textsOf(words, [
    ...(words === en ? fields : []),
    'statement',
    'scope',
    'basis',
    'verify',
    'authority',
    'issuedAt',
    'seal',
    'printedAt',
  ]),
);

async function measure(make: (round: number) => Promise<Uint8Array>, rows: number[], round: number): Promise<number> {
  const start = performance.now();
  const pdf = await make(round);
  rows.push(performance.now() - start);
  return pdf.length;
}

/** The time of one certificate against a bare pdfkit page with the same words, alternating, in one process. */
export async function certificateBench(): Promise<{ name: string; rows: Record<string, string | number>[] }> {
  for (let round = 0; round < 5; round += 1) {
    await ours(round);
    await bare(round);
  }
  const times = { ours: [] as number[], bare: [] as number[] };
  const bytes = { ours: 0, bare: 0 };
  for (let round = 0; round < rounds; round += 1) {
    bytes.ours = await measure(ours, times.ours, round);
    bytes.bare = await measure(bare, times.bare, round);
  }
  const row = (name: string, ms: number, size: number): Record<string, string | number> => ({
    what: name,
    'warm median ms': Number(ms.toFixed(1)),
    ratio: Number((ms / median(times.bare)).toFixed(2)),
    KB: Number((size / 1000).toFixed(1)),
    'KB beside the photo': Number(((size - photoJpeg.length) / 1000).toFixed(1)),
  });
  return {
    name: 'certificate PDF',
    rows: [row('ours', median(times.ours), bytes.ours), row('bare pdfkit page', median(times.bare), bytes.bare)],
  };
}
