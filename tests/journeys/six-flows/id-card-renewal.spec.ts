import { expect } from '@playwright/test';
import { addMonths } from '../../../main/contract/calendar-day.ts';
import { normalBehaviour } from '../../../main/gateway/simulator/behaviour.ts';
import {
  applicationOf,
  isTurnedAway,
  lineIs,
  onlySlip,
  resultOf,
  shows,
  shownPayment,
  submissionOf,
  takeShots,
} from '../../support/flow-steps.ts';
import { hallMissing } from '../../support/hall.ts';
import { spaceless } from '../../support/poppler.ts';
import { test } from '../../support/screen-hall.ts';
import { newPapers } from '../../support/screen-papers.ts';
import { choiceNamed } from '../../support/screen-typing.ts';
import type { Errand } from '../../support/screen-visitor.ts';
import { personNamed } from '../../support/world.ts';

const missing = hallMissing();
test.skip(missing !== null, missing ?? '');
test.use({ hallOf: 'id-card-renewal' });
test.describe.configure({ timeout: 120_000 });
test.afterEach(({ screenHall }) => screenHall.hall.gateway.behave(normalBehaviour));

const service = 'id-card-renewal';
const renewal: Errand = {
  service,
  language: 'en',
  group: 'mainland',
  person: personNamed('zhang'),
  method: 'card',
  way: 'finger',
};

test('a card that is valid for years is not renewed, and the day is named from which it is', async ({
  screenHall,
  visit,
}) => {
  const { hall } = screenHall;
  const papers = await newPapers(hall);
  const v = visit({ ...renewal, person: personNamed('li') });
  const refusal = await isTurnedAway(v, papers, { reason: 'tooEarlyToRenew', place: 'householdCounter' });
  const validUntil = hall.gateway.world.idCards.find(({ holder }) => holder === 'li')?.validUntil ?? '';
  expect(refusal.from).toBe(addMonths(validUntil, -3));
  const [year = ''] = validUntil.split('-');
  await expect(v.page.locator('main dl, main section, main').first()).toContainText(year);
  expect(onlySlip(papers).text).toContain(year);
  expect(v.seen.some(({ name }) => name === 'field' || name === 'pay')).toBe(false);
  await v.leave();
});

test('renewed with the better of two pictures, one hand and a second payment, and sent by post', async ({
  screenHall,
  visit,
}) => {
  const { hall, page } = screenHall;
  const { payments } = hall.gateway;
  const papers = await newPapers(hall);
  const v = visit({ ...renewal, answers: { delivery: 'cabinet', temporaryCard: 'yes' } });

  await v.goTo('idPhoto');
  await takeShots(v);
  await v.press('journey:idPhoto.retake');
  await v.waitFor((step) => step.name === 'idPhoto' && step.shots.length === 0);
  const [first, second] = await takeShots(v);
  expect(first).not.toBe(second);
  await v.touch(choiceNamed(page, v.say('journey:idPhoto.photo', { shot: 1 })));
  await v.press('journey:idPhoto.use');

  await v.goTo((step) => step.name === 'fingers' && step.hand === 'left');
  await v.press('journey:fingers.left.cannot');

  await v.goTo('review');
  await v.press('journey:review.changeRow', { name: v.say('fields:delivery.short') });
  await v.waitFor('field');
  await v.typing.choose(v.say('fields:delivery.options.post'));
  await v.goTo((step) => step.name === 'field' && step.field.id === 'postAddress');
  await v.goTo('review');
  await shows(v, v.say('fields:delivery.options.post'));

  const declined = shownPayment(await v.goTo('pay'));
  expect(declined.amountFen).toBe(3_000);
  expect(payments.decline(declined.orderId)).toBe(true);
  await v.sees('journey:pay.failed.heading');
  await shows(v, v.say('problems:payment-declined.what'));
  await v.press('journey:pay.again');
  await v.sees('journey:pay.waiting.heading');
  const paid = shownPayment(v.now());
  expect(paid.orderId).not.toBe(declined.orderId);

  const result = await resultOf(v);
  expect(result).toMatchObject({ outcome: 'accepted', payment: { state: 'paid', amountFen: 3_000 } });
  const { application, attachments } = await submissionOf(hall, result.receiptNumber);
  expect(application).toMatchObject({
    answers: { delivery: 'post', temporaryCard: 'yes', postAddress: expect.stringContaining('500105') },
    fingers: { left: null },
    paymentOrderId: paid.orderId,
  });
  expect(application.fingers?.right).not.toBeNull();
  expect(Object.keys(attachments)).toEqual(expect.arrayContaining(['idPhotoJpeg', 'fingerRight']));
  expect(Buffer.from(attachments.idPhotoJpeg!).toString('base64')).toBe(first);
  const orders = new Set([declined.orderId, paid.orderId]);
  expect(payments.ledger.filter(({ orderId }) => orders.has(orderId))).toMatchObject([
    { kind: 'charge', orderId: paid.orderId, amountFen: 3_000 },
  ]);
  const slip = onlySlip(papers);
  const text = spaceless(slip.text);
  for (const words of [
    v.say('receipt:title.collection'),
    v.say('receipt:collection.delivery.post'),
    v.say('receipt:collection.temporaryCardText.yes'),
    result.receiptNumber,
  ])
    expect(text).toContain(spaceless(words));
  expect(slip.codes).toContain(result.receiptNumber);
  await v.leave();
});

test('without the network the application is sealed, and sent when the network is back', async ({
  screenHall,
  visit,
}) => {
  const { hall } = screenHall;
  const papers = await newPapers(hall);
  const v = visit({ ...renewal, answers: { delivery: 'station' } });
  await v.goTo('home');
  await lineIs('away', hall, v);
  await shows(v, v.say('journey:home.queued'));
  await v.goTo('about');
  await shows(v, v.say('journey:about.queuedText'));

  const result = await resultOf(v);
  expect(result).toMatchObject({ outcome: 'provisional', certificateNumber: null, payment: { state: 'due' } });
  expect(v.seen.some(({ name }) => name === 'pay')).toBe(false);
  const slip = spaceless(onlySlip(papers).text);
  for (const words of [v.say('receipt:title.provisional'), v.say('receipt:provisional.text'), result.receiptNumber])
    expect(slip).toContain(spaceless(words));
  await v.leave();
  const isReceived = (): boolean =>
    hall.gateway.received.some(
      ({ content }) => content.kind === 'application' && content.receiptNumber === result.receiptNumber,
    );
  expect(isReceived()).toBe(false);

  await hall.gateway.behave(normalBehaviour);
  expect(await applicationOf(hall, result.receiptNumber)).toMatchObject({ service, evidence: { kind: 'deferred' } });
});
