import { expect } from '@playwright/test';
import { addMonths } from '../../../main/contract/calendar-day.ts';
import { normalBehaviour } from '../../../main/gateway/simulator/behaviour.ts';
import {
  applicationOf,
  endVisit,
  isTurnedAway,
  onlySlip,
  resultOf,
  shows,
  startPage,
} from '../../support/flow-steps.ts';
import { hallMissing, type Hall } from '../../support/hall.ts';
import { spaceless } from '../../support/poppler.ts';
import { test } from '../../support/screen-hall.ts';
import { newPapers } from '../../support/screen-papers.ts';
import { choiceNamed } from '../../support/screen-typing.ts';
import type { Errand, ScreenVisitor } from '../../support/screen-visitor.ts';
import { personNamed } from '../../support/world.ts';

const missing = hallMissing();
test.skip(missing !== null, missing ?? '');
test.use({ hallOf: 'endorsement' });
test.describe.configure({ timeout: 120_000 });
test.afterEach(async ({ screenHall: { hall } }) => {
  slotOf(hall).heal();
  await hall.gateway.behave(normalBehaviour);
});

const service = 'hk-macao-endorsement';
const traveller: Errand = { service, language: 'zh-CN', group: 'mainland', person: personNamed('li'), way: 'finger' };
const slotOf = (hall: Hall) => hall.machine('permitSlot').simulator;

/** The permit comes back to whoever leaves, and is taken. */
async function leaveWithPermit(v: ScreenVisitor, hall: Hall, finish: string): Promise<void> {
  v.hands.takeAll();
  await v.press(finish);
  await expect.poll(() => slotOf(hall).card === 'visitor' || slotOf(hall).takeCard(), { timeout: 10_000 }).toBe(true);
  await startPage(v);
}

test('a registered state employee is sent to the counter before anything is read', async ({ screenHall, visit }) => {
  const { hall } = screenHall;
  const papers = await newPapers(hall);
  const { movements, card } = slotOf(hall);
  const v = visit({ ...traveller, answers: { stateEmployee: 'yes' } });
  await isTurnedAway(v, papers, { reason: 'stateEmployee', place: 'exitEntryCounter' });
  expect(v.seen.map(({ name }) => name)).toEqual(['attract', 'home', 'about', 'notice', 'question', 'refused']);
  expect([slotOf(hall).movements, slotOf(hall).card]).toEqual([movements, card]);
  await v.leave();
});

test('a permit that ends within three months gets no endorsement, and goes back to its owner', async ({
  screenHall,
  visit,
}) => {
  const { hall } = screenHall;
  const papers = await newPapers(hall);
  const orders = hall.gateway.payments.orders.length;
  const v = visit({ ...traveller, person: personNamed('zhao') });
  await isTurnedAway(v, papers, { reason: 'permitExpiresTooSoon', place: 'exitEntryCounter' });
  await leaveWithPermit(v, hall, 'journey:refused.finish');
  expect(v.hands.permit()?.back).toEqual([]);
  expect(hall.gateway.payments.orders).toHaveLength(orders);
});

test('only what the office would grant is there to choose', async ({ screenHall, visit }) => {
  const { hall, page } = screenHall;
  const v = visit({ ...traveller, person: personNamed('anna') });
  const isAsked = (field: string) => expect.poll(() => v.now().step).toMatchObject({ field: { id: field } });
  await v.goTo((step) => step.name === 'field' && step.field.id === 'type');
  await v.typing.choose(v.say('fields:type.options.individual'));
  await isAsked('visits');
  // Anna's permit ends before a year is over.
  const choice = (option: string) => choiceNamed(page, v.say(`fields:visits.options.${option}`));
  for (const option of ['threeMonthsOnce', 'threeMonthsTwice']) await expect(choice(option)).toBeVisible();
  for (const option of ['yearOnce', 'yearTwice', 'yearMultiple']) await expect(choice(option)).toHaveCount(0);
  // A group travels once.
  await v.press('common:back');
  await isAsked('type');
  await v.typing.choose(v.say('fields:type.options.group'));
  await isAsked('visits');
  await expect(choice('threeMonthsOnce')).toBeVisible();
  await expect(choice('threeMonthsTwice')).toHaveCount(0);
  await endVisit(v);
  expect(slotOf(hall).card).toBe('visitor');
  expect(v.hands.permit()?.back).toEqual([]);
});

test('what cannot be written is paid back, and the slip says so', async ({ screenHall, visit }) => {
  const { hall } = screenHall;
  const papers = await newPapers(hall);
  const v = visit({ ...traveller, answers: { destination: 'both', visits: 'yearTwice' } });
  await v.goTo('pay');
  slotOf(hall).play({ at: 'write', fault: 'writeFails' });
  const result = await resultOf(v);
  expect(result.payment).toMatchObject({ state: expect.stringMatching(/^refund(ing|ed)$/), amountFen: 6_000 });
  await shows(v, v.say('problems:endorsement-not-written.what'));
  expect(v.hands.permit()?.back).toEqual([]);

  const { paymentOrderId } = await applicationOf(hall, result.receiptNumber);
  const entries = () => hall.gateway.payments.ledger.filter(({ orderId }) => orderId === paymentOrderId);
  // The treasury books it a moment later.
  await expect
    .poll(() => (hall.gateway.payments.state(paymentOrderId ?? ''), entries()))
    .toMatchObject([
      { kind: 'charge', amountFen: 6_000 },
      { kind: 'refund', amountFen: 6_000 },
    ]);
  const slip = spaceless(onlySlip(papers).text);
  for (const key of ['receipt:fee.refundText', 'receipt:handOver.endorsement.failed'])
    expect(slip).toContain(spaceless(v.say(key)));
  expect(hall.gateway.world.endorsements.filter(({ holder }) => holder === 'li')).toEqual([]);
  await leaveWithPermit(v, hall, 'journey:result.finish');
});

test('the endorsement is paid, written on the back of the permit, and the permit given back', async ({
  screenHall,
  visit,
}) => {
  const { hall } = screenHall;
  const papers = await newPapers(hall);
  const v = visit({ ...traveller, answers: { destination: 'both', type: 'individual', visits: 'yearOnce' } });
  await v.goTo('pay');
  await shows(v, '30');
  const result = await resultOf(v);
  expect(result).toMatchObject({ outcome: 'answered', payment: { state: 'paid', amountFen: 3_000 } });
  expect(v.hands.permit()?.back).toEqual([
    '个人旅游(G) 香港 澳门',
    expect.stringMatching(/^一年一次 有效期至 \d{4}-\d\d-\d\d$/),
    `编号 ${result.certificateNumber ?? '?'}`,
    expect.stringMatching(/^签发 \d{4}-\d\d-\d\d \S+$/),
  ]);
  expect(slotOf(hall).card).toBe('gate');
  await shows(v, v.say('journey:belongings.permit.take'));
  const slip = spaceless(onlySlip(papers).text);
  for (const words of [v.say('receipt:done.endorsement'), result.certificateNumber ?? '?'])
    expect(slip).toContain(spaceless(words));
  await leaveWithPermit(v, hall, 'journey:result.finish');
});

test('who was given one lately waits two months, and is told until when', async ({ screenHall, visit }) => {
  const { hall } = screenHall;
  const papers = await newPapers(hall);
  const { world } = hall.gateway;
  const v = visit({ ...traveller, person: personNamed('ouyang') });
  const refusal = await isTurnedAway(v, papers, { reason: 'requestedLately', place: 'exitEntryCounter' });
  const last = world.endorsements.find(({ holder }) => holder === 'ouyang');
  expect(refusal.from).toBe(addMonths(last?.requestedOn ?? '', 2));
  await leaveWithPermit(v, hall, 'journey:refused.finish');
});
