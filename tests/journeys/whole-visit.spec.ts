import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import SQLite from 'better-sqlite3';
import { ticketText } from '../../devices/receipt-printer/ticket.ts';
import type { Orientation } from '../support/visitor-browser.ts';
import { fetchWith, hallMissing, knownCard, openHall, type Hall } from '../support/hall.ts';
import { hasPoppler, pdfPicture, pdfText } from '../support/poppler.ts';
import { qrIn } from '../support/qr.ts';
import { expectNobodyLeft } from '../support/screen-traces.ts';
import { tracesIn, tracesInText } from '../support/traces.ts';
import { answerAndConfirm, consent, phone, wakeAndChoose } from '../support/visit-steps.ts';
import { visitor, type Visitor } from '../support/visitor.ts';
import { visitorBrowser, type VisitorBrowser } from '../support/visitor-browser.ts';

const missing = hallMissing();
test.skip(missing !== null, missing ?? '');
test.describe.configure({ timeout: 180_000 });

let hall: Hall;
let browser: VisitorBrowser;
test.beforeEach(async ({}, info) => {
  hall = await openHall();
  browser = await visitorBrowser({ orientation: info.project.name as Orientation, scene: 'face' });
  await browser.page.goto(hall.kiosk.url());
});
test.afterEach(async () => {
  await browser.close();
  await hall.close();
  expect(browser.violations).toEqual([]);
});

const persons = {
  'zh-CN': {
    find: () => hall.gateway.people[0]!,
    unit: '示例宾馆',
    typeName: (v: Visitor) => v.typeHan('张示例', ['zhang', 'shi', 'li']),
  },
  en: {
    find: () => hall.gateway.people.find(({ name }) => name.startsWith('ANNA'))!,
    unit: 'Example Hotel',
    typeName: (v: Visitor) => v.typeLatin('ANNA MARIA EXAMPLE'),
  },
} as const;

for (const language of ['zh-CN', 'en'] as const) {
  test(`a tourist who lost their card walks away with a certificate (${language})`, async () => {
    const v = visitor(browser.page, language);
    const person = persons[language].find();
    const unit = persons[language].unit;
    await wakeAndChoose(v, language);
    await consent(v, 'face');
    await v.press('journey:identityMethod.type.title');
    await v.typeDigits(person.number);
    await v.press('common:next');
    await v.sees('journey:personName.heading');
    await persons[language].typeName(v);
    await v.press('common:next');
    await v.sees('journey:faceReview.heading', {}, 40_000);
    await v.press('journey:faceReview.use');
    await answerAndConfirm(v, unit, language);

    const { certificate, receiptNumber } = await shownNumbers(v);
    await assertPaper({ certificate, receiptNumber, person, unit });
    const [received] = hall.gateway.received;
    expect(hall.gateway.received).toHaveLength(1);
    expect(received?.content).toMatchObject({
      service: 'temp-id-proof',
      receiptNumber,
      language,
      person: { number: person.number, name: person.name },
      evidence: { kind: 'face' },
      identitySource: 'typed',
      validityHours: 72,
      answers: { purpose: 'hotel', receivingUnit: unit, phone: `+86${phone}` },
    });
    await assertNothingLeft(v, [person.number, person.name, phone, unit]);
  });
}

test('who has an expired card and wants no face picture is served by an officer', async () => {
  const v = visitor(browser.page, 'en');
  await wakeAndChoose(v, 'en');
  await consent(v, 'other');
  await v.press('journey:identityMethod.card.title');
  await v.sees('journey:placeCard.heading');
  hall.reader.placeCard({ ...knownCard(hall.gateway), validFrom: '2004-03-01', validUntil: '2024-03-01' });
  await v.sees('journey:cardShown.heading');
  await v.press('journey:person.yes');
  await v.sees('journey:officer.heading');
  await answerAndConfirm(v, 'Example Station', 'en');
  const { certificate } = await shownNumbers(v);
  expect(certificate).not.toBe('');
  expect(hall.gateway.asked).not.toContain('compareFace');
  expect(hall.gateway.received[0]?.content).toMatchObject({
    evidence: { kind: 'officer' },
    identitySource: 'card',
  });
  expect(hall.gateway.received[0]?.attachments).toEqual({});
  // The card was never lifted: the screen asks for it until it is.
  await expect(browser.page.getByText(v.say('journey:belongings.card.take'))).toBeVisible();
  await v.press('journey:result.finish');
  await v.sees('journey:belongings.card.take');
  hall.reader.pullCard();
  await expect(browser.page.getByRole('button', { name: 'Touch to start' })).toBeVisible();
});

async function shownNumbers(v: Visitor): Promise<{ certificate: string; receiptNumber: string }> {
  await v.sees('journey:result.answered.heading', {}, 40_000);
  const text = await v.page.locator('main').innerText();
  return {
    certificate: /示公证字〔\d{4}〕第\d+号/.exec(text)?.[0] ?? '',
    receiptNumber: /XJ-TEST01-\d{6}-\d+-\w/.exec(text)?.[0] ?? '',
  };
}

async function assertPaper(expected: {
  certificate: string;
  receiptNumber: string;
  person: { number: string; name: string };
  unit: string;
}): Promise<void> {
  const spooled = await hall.documentPrinter!.spooled();
  expect(spooled).toHaveLength(1);
  const [ticket] = hall.receiptPrinter.tickets;
  const slip = ticketText(ticket!).join('\n');
  const verificationUrl = ticket!.lines.flatMap((line) => (line.kind === 'qr' ? [line.data] : []))[0] ?? '';
  await assertGenuine(verificationUrl, expected.person.number);
  if (hasPoppler().ok) {
    const text = pdfText(spooled[0]!).replaceAll(/\s+/g, '');
    for (const word of [expected.certificate, expected.person.number, expected.person.name, expected.unit])
      expect(text).toContain(word.replaceAll(' ', ''));
    expect(qrIn(pdfPicture(spooled[0]!, 150))).toBe(verificationUrl);
  }
  expect(hall.receiptPrinter.tickets).toHaveLength(1);
  expect(slip).toContain(expected.receiptNumber);
  expect(slip).toContain(expected.certificate);
  expect(slip).not.toContain(expected.person.number);
  expect(ticket!.lines.at(-1)).toEqual({ kind: 'cut' });
}

/** Whoever checks the paper learns that it is genuine, and no more about its holder than the paper says. */
async function assertGenuine(url: string, number: string): Promise<void> {
  expect(url.startsWith(`${hall.gateway.url}/v/`)).toBe(true);
  const answer = await fetchWith(hall.authority, url);
  expect(answer).toContain('真实有效 · Genuine');
  expect(answer).not.toContain(number);
}

async function assertNothingLeft(v: Visitor, words: string[]): Promise<void> {
  await v.press('journey:result.finish');
  await expect(v.page.getByRole('button', { name: 'Touch to start' })).toBeVisible();
  await expectNobodyLeft(v.page, words);
  await hall.kiosk.stop();
  await browser.context.close();
  expect(tracesInText(hall.output(), words), 'log').toEqual([]);
  for (const folder of [hall.dataDir, hall.temporaryDir, browser.profileDir])
    expect(await tracesIn(folder, words), folder).toEqual([]);

  const database = new SQLite(path.join(hall.dataDir, 'kiosk.sqlite'), { readonly: true });
  expect(database.prepare('SELECT state FROM outbox').pluck().all()).toEqual(['purged']);
  expect(database.prepare('SELECT count(*) FROM sealed_body').pluck().get()).toBe(0);
  expect(database.prepare('SELECT what, state FROM print ORDER BY what').raw().all()).toEqual([
    ['document', 'printed'],
    ['receipt', 'printed'],
  ]);
  database.close();
}

test('the search for traces finds what is there (negative control)', async ({}, info) => {
  test.skip(info.project.name !== 'portrait', 'once is enough');
  const folder = await mkdtemp(path.join(tmpdir(), 'kiosk-traces-'));
  await writeFile(path.join(folder, 'a'), `xx${Buffer.from(`y500105199001010013z`).toString('base64')}`);
  await writeFile(path.join(folder, 'b'), Buffer.from('姓名：张示例', 'utf16le'));
  expect(await tracesIn(folder, ['500105199001010013', '张示例', '李样本'])).toHaveLength(2);
  await rm(folder, { recursive: true });
});
