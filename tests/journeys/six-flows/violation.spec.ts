import path from 'node:path';
import { expect } from '@playwright/test';
import SQLite from 'better-sqlite3';
import { localDate } from '../../../main/documents/local-time.ts';
import { normalBehaviour } from '../../../main/gateway/simulator/behaviour.ts';
import type { ViolationRecord } from '../../../main/gateway/simulator/world/violations.ts';
import {
  applicationOf,
  isTurnedAway,
  onlySlip,
  resultOf,
  shownPayment,
  shows,
  startPage,
} from '../../support/flow-steps.ts';
import { fetchWith, hallMissing, type Hall } from '../../support/hall.ts';
import { hasPoppler, spaceless } from '../../support/poppler.ts';
import { test } from '../../support/screen-hall.ts';
import { newPapers } from '../../support/screen-papers.ts';
import type { Errand, ScreenVisitor } from '../../support/screen-visitor.ts';
import { personNamed } from '../../support/world.ts';

const missing = hallMissing();
test.skip(missing !== null, missing ?? '');
test.use({ hallOf: 'violation' });
test.describe.configure({ timeout: 120_000 });
test.afterEach(({ screenHall }) => screenHall.hall.gateway.behave(normalBehaviour));

const service = 'traffic-violation-handling';
const zhang = personNamed('zhang');
const driver: Errand = {
  service,
  language: 'zh-CN',
  group: 'mainland',
  person: zhang,
  method: 'card',
  way: 'finger',
};

let cameras = 0;

/** A camera sees another one, the first on its driver's list: nobody's is handled twice. */
function oneMore({ gateway: { world } }: Hall, more: Partial<ViolationRecord> = {}): ViolationRecord {
  const own = world.violations.find((one) => one.driver === 'zhang' || one.driver === 'li');
  if (!own) throw new Error('nobody has done anything');
  cameras += 1;
  const seen: ViolationRecord = {
    ...own,
    id: `violation-9${String(cameras).padStart(3, '0')}`,
    driver: 'zhang',
    plate: '渝A12345',
    kind: 'speeding',
    byOfficer: false,
    underReview: false,
    ...more,
  };
  world.violations.unshift(seen);
  return seen;
}

const isOpen = ({ gateway: { world } }: Hall, { id }: ViolationRecord): boolean =>
  world.violations.some((one) => one.id === id);

test('what a machine may not decide stands there with its reason, and cannot be chosen', async ({
  screenHall,
  visit,
}) => {
  const { hall, page } = screenHall;
  const v = visit({ ...driver, person: personNamed('li'), response: 'object' });
  const { step } = await v.goTo('choose');
  if (step.name !== 'choose') throw new Error('no list');
  expect(step.items.map(({ blocked }) => blocked)).toEqual([
    null,
    'fineOver200',
    'pointsReach12',
    'notYourVehicle',
    'notCamera',
    'underReview',
  ]);
  const rows = page.locator('main ul > li');
  for (const [index, { blocked }] of step.items.entries()) {
    // A reason may have a term to touch, which explains and chooses nothing.
    await expect(rows.nth(index).locator('button[aria-pressed]')).toHaveCount(blocked === null ? 1 : 0);
    if (blocked !== null) await expect(rows.nth(index)).toContainText(v.say(`blocked:${blocked}`));
  }
  await expect(page.locator('footer').getByRole('button', { name: v.say('common:next') })).toHaveCount(0);

  // Whoever objects is sent to a person, and nothing is decided.
  const papers = await newPapers(hall);
  const [received, open] = [hall.gateway.received.length, hall.gateway.world.violations.length];
  await isTurnedAway(v, papers, { reason: 'objectionAtCounter', place: 'vehicleCounter' });
  expect(await papers.documents()).toEqual([]);
  expect([hall.gateway.received.length, hall.gateway.world.violations.length]).toEqual([received, open]);
  await v.leave();
});

test('a defence is taken down and acknowledged, and nothing is decided or asked for', async ({ screenHall, visit }) => {
  const { hall } = screenHall;
  const papers = await newPapers(hall);
  const violation = oneMore(hall);
  const orders = hall.gateway.payments.orders.length;
  const v = visit({ ...driver, response: 'defend', answers: { defence: '当时在避让救护车' } });
  const result = await resultOf(v);
  expect(result).toMatchObject({ outcome: 'accepted', certificateNumber: null, payment: null });
  expect(v.seen.some(({ name }) => name === 'pay' || name === 'payChoice')).toBe(false);
  expect(await applicationOf(hall, result.receiptNumber)).toMatchObject({
    item: violation.id,
    response: 'defend',
    defence: '当时在避让救护车',
  });
  expect(isOpen(hall, violation)).toBe(true);
  expect(hall.gateway.payments.orders).toHaveLength(orders);
  expect(await papers.documents()).toEqual([]);
  expect(spaceless(onlySlip(papers).text)).toContain(spaceless(v.say('receipt:payment.defended')));
  await v.leave();
});

test('who agrees has the decision with all that the law wants on it, and the treasury’s receipt', async ({
  screenHall,
  visit,
}) => {
  const { hall } = screenHall;
  const papers = await newPapers(hall);
  const violation = oneMore(hall);
  const licence = hall.gateway.world.licences.find(({ holder }) => holder === 'zhang');
  const points = licence?.points ?? 0;
  const v = visit(driver);

  // Facts, basis and rights come before the answer.
  await v.goTo('statement');
  for (const words of [violation.place['zh-CN'], '渝A12345', v.say('journey:statement.right.harmless')])
    await shows(v, words);

  const result = await resultOf(v);
  if (result.payment?.state !== 'paid') throw new Error('not paid');
  expect(result).toMatchObject({ outcome: 'answered', payment: { amountFen: 10_000 } });
  await shows(v, result.payment.fiscalReceiptNumber);
  expect(isOpen(hall, violation)).toBe(false);
  expect(licence?.points).toBe(points + 1);

  const [document] = await papers.documents();
  if (hasPoppler().ok) {
    // 行政处罚法 Art. 52, 59; 程序规定 Art. 45.
    for (const words of [
      v.say('papers:penaltyDecision.title'),
      zhang.name,
      zhang.number,
      '渝A12345',
      violation.place['zh-CN'],
      '《道路交通安全法》第42条',
      '《道路交通安全法》第90条',
      v.say('papers:penaltyDecision.evidence'),
      '100.00元',
      v.say('papers:labels.payUntil'),
      v.say('papers:penaltyDecision.channel'),
      v.say('papers:penaltyDecision.surcharge'),
      v.say('papers:penaltyDecision.reconsideration'),
      v.say('papers:penaltyDecision.litigation'),
      v.say('papers:closing.authority'),
      v.say('papers:penaltyDecision.signed'),
      result.certificateNumber ?? '?',
    ])
      expect(document?.characters).toContain(spaceless(words));
    expect(await fetchWith(hall.authority, document?.code ?? '')).toContain('真实有效 · Genuine');
  }
  const slip = onlySlip(papers);
  for (const words of [result.payment.fiscalReceiptNumber, v.say('receipt:payment.paidText')])
    expect(spaceless(slip.text)).toContain(spaceless(words));
  expect(slip.codes).toContain(result.payment.url);
  expect(await fetchWith(hall.authority, result.payment.url)).toContain('100.00');
  await v.leave();
});

test('who pays later takes the day along until which to pay', async ({ screenHall, visit }) => {
  const { hall } = screenHall;
  const papers = await newPapers(hall);
  oneMore(hall);
  const charges = hall.gateway.payments.ledger.length;
  const v = visit({ ...driver, pays: 'later' });
  const { step } = await v.goTo('payChoice');
  if (step.name !== 'payChoice') throw new Error('nothing to pay');
  const result = await resultOf(v);
  expect(result.payment).toEqual({ state: 'due', amountFen: 10_000 });
  const slip = onlySlip(papers);
  for (const words of [
    localDate('zh-CN', step.dueDate),
    v.say('receipt:payment.late'),
    result.certificateNumber ?? '?',
  ])
    expect(spaceless(slip.text)).toContain(spaceless(words));
  // By this the fine is found again, at this machine or at a bank.
  expect(slip.codes).toContain(result.certificateNumber);
  expect(
    hall.gateway.world.fines.find(({ decisionNumber }) => decisionNumber === result.certificateNumber),
  ).toMatchObject({ state: 'unpaid' });
  expect(hall.gateway.payments.ledger).toHaveLength(charges);
  await v.leave();
});

/** What the kiosk itself knows of an order. While it runs nobody else reads its file. */
function orderIn({ dataDir }: Hall, orderId: string): unknown {
  const database = new SQLite(path.join(dataDir, 'kiosk.sqlite'), { readonly: true });
  try {
    return database.prepare('SELECT state FROM payment WHERE order_id = ?').pluck().get(orderId);
  } finally {
    database.close();
  }
}

async function leaveUnknown(v: ScreenVisitor): Promise<void> {
  await v.sees('journey:pay.unknown.heading', {}, 30_000);
  await shows(v, v.say('journey:pay.unknown.safe'));
  await v.press('journey:pay.unknown.leave');
  await v.sees('journey:pay.left.heading');
}

test('who paid while the answers got lost leaves with the order’s number, and it is settled later', async ({
  screenHall,
  visit,
}) => {
  const { hall, page } = screenHall;
  const papers = await newPapers(hall);
  const violation = oneMore(hall);
  const v = visit(driver);
  const { orderId } = shownPayment(await v.goTo('pay'));
  const lost = { kind: 'loseAnswer' } as const;
  await hall.gateway.behave({ routes: { paymentState: lost, closePayment: lost } });
  expect(hall.gateway.payments.pay(orderId)).toBe(true);

  await leaveUnknown(v);
  await shows(v, v.say('journey:paper.printed'));
  await expect.poll(() => papers.slips().length).toBe(1);
  const slip = onlySlip(papers);
  for (const words of [v.say('receipt:title.paymentUnknown'), orderId, v.say('receipt:paymentUnknownText.notAgain')])
    expect(spaceless(slip.text)).toContain(spaceless(words));
  expect(slip.codes).toContain(orderId);
  await v.press('journey:pay.left.finish');
  await startPage(v);

  const before = hall.gateway.asked.length;
  await hall.gateway.behave(normalBehaviour);
  // It asks by itself, and has taken the answer when it asks for something else.
  await expect
    .poll(
      () => {
        const since = hall.gateway.asked.slice(before);
        const asked = since.findIndex((route) => route === 'paymentState' || route === 'closePayment');
        return asked !== -1 && since.lastIndexOf('handshake') > asked;
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  await hall.kiosk.stop();
  expect(orderIn(hall, orderId)).toBe('settled');
  expect(hall.gateway.payments.ledger.filter((entry) => entry.orderId === orderId)).toMatchObject([{ kind: 'charge' }]);
  expect(isOpen(hall, violation)).toBe(false);
  await hall.kiosk.start();
  await page.goto(hall.kiosk.url());
  await startPage(v);
});
