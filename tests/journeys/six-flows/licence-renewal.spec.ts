import { expect } from '@playwright/test';
import { addDays } from '../../../main/contract/calendar-day.ts';
import { normalBehaviour } from '../../../main/gateway/simulator/behaviour.ts';
import { isTurnedAway, onlySlip, resultOf, shownPayment, shows, submissionOf } from '../../support/flow-steps.ts';
import { hallMissing } from '../../support/hall.ts';
import { spaceless } from '../../support/poppler.ts';
import { test } from '../../support/screen-hall.ts';
import { newPapers } from '../../support/screen-papers.ts';
import type { Errand } from '../../support/screen-visitor.ts';
import { personNamed } from '../../support/world.ts';

const missing = hallMissing();
test.skip(missing !== null, missing ?? '');
test.use({ hallOf: 'licence-renewal' });
test.describe.configure({ timeout: 120_000 });
test.afterEach(({ screenHall }) => screenHall.hall.gateway.behave(normalBehaviour));

const service = 'driving-licence-renewal';
const ouyang = personNamed('ouyang');
const renewal: Errand = { service, language: 'en', group: 'mainland', person: ouyang, method: 'card', way: 'finger' };

const refusals = [
  { who: 'zhaxi', reason: 'noMedicalReport' },
  { who: 'zhang', reason: 'openViolations' },
  { who: 'li', reason: 'tooEarlyToRenewLicence' },
  { who: 'ayiguli', reason: 'licenceTooOld' },
] as const;

for (const { who, reason } of refusals) {
  test(`not renewed: ${reason}`, async ({ screenHall, visit }) => {
    const { hall } = screenHall;
    const papers = await newPapers(hall);
    const [orders, received] = [hall.gateway.payments.orders.length, hall.gateway.received.length];
    const v = visit({ ...renewal, person: personNamed(who) });
    const refusal = await isTurnedAway(v, papers, { reason, place: 'vehicleCounter' });
    const validUntil = hall.gateway.world.licences.find(({ holder }) => holder === who)?.validUntil ?? '';
    expect(refusal.from).toBe(reason === 'tooEarlyToRenewLicence' ? addDays(validUntil, -90) : null);
    expect(v.seen.some(({ name }) => name === 'field' || name === 'idPhoto' || name === 'pay')).toBe(false);
    expect([hall.gateway.payments.orders.length, hall.gateway.received.length]).toEqual([orders, received]);
    await v.leave();
  });
}

test('renewed: what is on file is not asked, ten yuan are paid, and the receipt says until when', async ({
  screenHall,
  visit,
}) => {
  const { hall } = screenHall;
  const papers = await newPapers(hall);
  const licence = hall.gateway.world.licences.find(({ holder }) => holder === 'ouyang');
  const v = visit({ ...renewal, answers: { licenceDelivery: 'post' } });
  const payment = shownPayment(await v.goTo('pay'));
  expect(payment.amountFen).toBe(1_000);
  await shows(v, '10');
  const result = await resultOf(v);
  expect(result).toMatchObject({ outcome: 'accepted', certificateNumber: null, payment: { state: 'paid' } });
  const { application, attachments } = await submissionOf(hall, result.receiptNumber);
  expect(application).toMatchObject({
    language: 'en',
    answers: { licenceFile: licence?.fileNumber, licenceDelivery: 'post' },
    paymentOrderId: payment.orderId,
  });
  expect(attachments.idPhotoJpeg).toBeDefined();
  // The office knows the file's number: nobody types it.
  expect(v.seen.some((step) => step.name === 'field' && step.field.id === 'licenceFile')).toBe(false);
  expect(hall.gateway.payments.ledger.filter(({ orderId }) => orderId === payment.orderId)).toMatchObject([
    { kind: 'charge', amountFen: 1_000 },
  ]);
  expect(await papers.documents()).toEqual([]);
  const slip = spaceless(onlySlip(papers).text);
  for (const words of [v.say('receipt:title.acceptance'), v.say('receipt:rights'), result.receiptNumber])
    expect(slip).toContain(spaceless(words));
  await v.leave();
});
