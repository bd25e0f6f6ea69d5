import { expect } from '@playwright/test';
import { withCheckDigits } from '../../../devices/passport-reader/synthetic-documents.ts';
import { zoneLinesOf } from '../../../devices/passport-reader/synthetic-zone.ts';
import { addDays } from '../../../main/contract/calendar-day.ts';
import { normalBehaviour } from '../../../main/gateway/simulator/behaviour.ts';
import { applicationOf, isTurnedAway, lineIs, onlySlip, resultOf, shows } from '../../support/flow-steps.ts';
import { fetchWith, hallMissing } from '../../support/hall.ts';
import { hasPoppler, spaceless } from '../../support/poppler.ts';
import { test } from '../../support/screen-hall.ts';
import { newPapers } from '../../support/screen-papers.ts';
import type { Errand } from '../../support/screen-visitor.ts';
import { personNamed } from '../../support/world.ts';

const missing = hallMissing();
test.skip(missing !== null, missing ?? '');
test.use({ hallOf: 'accommodation' });
test.describe.configure({ timeout: 120_000 });
test.afterEach(({ screenHall }) => screenHall.hall.gateway.behave(normalBehaviour));

const service = 'foreigner-accommodation-registration';
const tourist = personNamed('tourist');
const passport = tourist.documents[0]!;
const guest: Errand = { service, language: 'en', group: 'foreign', person: tourist, method: 'passport' };

/** Read off the passport by eye. */
const byEye = {
  documentNumber: passport.number,
  surname: passport.surname,
  givenNames: passport.givenNames,
  birthDate: passport.birthDate ?? '',
  sex: passport.sex ?? '',
  // No list has the state of the specimens: whom the border does not know says all of it.
  nationality: 'FRA',
  documentExpiry: passport.expiryDate ?? '',
};

test('a passport that cannot be read is typed by hand, and who registers late is registered', async ({
  screenHall,
  visit,
}) => {
  const { hall, page } = screenHall;
  const papers = await newPapers(hall);
  const scanner = hall.machine('passportReader').simulator;
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const arrivalDate = addDays(today, -3);
  const v = visit({ ...guest, answers: { ...byEye, entryDate: addDays(today, -5), arrivalDate, relation: 'friend' } });

  await v.goTo('scanDocument');
  const triesLeft = (): number | null => {
    const { step } = v.now();
    return step.name === 'scanDocument' ? step.triesLeft : null;
  };
  for (const left of [2, 1, 0]) {
    // Laid down again until the machine has seen it: it looks away for a moment after each try.
    await expect(async () => {
      scanner.removeDocument();
      if (triesLeft() !== left)
        scanner.placeDocument({ kind: 'zone', lines: withCheckDigits(zoneLinesOf(passport), 'documentNumber') });
      await expect.poll(triesLeft, { timeout: 1_500 }).toBe(left);
    }).toPass({ timeout: 10_000 });
    if (left > 0) await shows(v, v.say('journey:scanDocument.fields.documentNumber'));
  }
  await v.sees('journey:scanDocument.givenUp');
  scanner.removeDocument();
  await v.press('journey:otherMethods.typedDocument');

  // What is late is told, and taken.
  await v.goTo((step) => step.name === 'field' && step.field.id === 'arrivalDate' && step.warning !== null);
  await shows(v, v.say('fields:arrivalDate.warnings.late'));
  const result = await resultOf(v);
  expect(v.seen.some(({ name }) => name === 'faceConsent' || name === 'faceCapture')).toBe(false);
  expect(await applicationOf(hall, result.receiptNumber)).toMatchObject({
    language: 'en',
    identitySource: 'typed',
    answers: { ...byEye, arrivalDate },
  });

  const [document] = await papers.documents();
  if (hasPoppler().ok) {
    for (const words of [passport.surname, passport.number, result.certificateNumber ?? '?'])
      expect(document?.characters).toContain(spaceless(words));
    const answer = await fetchWith(hall.authority, document?.code ?? '');
    expect(answer).toContain('真实有效 · Genuine');
    expect(answer).not.toContain(passport.number);
  }
  expect(spaceless(onlySlip(papers).text)).toContain(result.receiptNumber);
  expect(page.url()).not.toContain(passport.number);
  await v.leave();
});

test('whoever stays in a hotel is registered there, and asked nothing here', async ({ screenHall, visit }) => {
  const papers = await newPapers(screenHall.hall);
  const v = visit({ ...guest, answers: { staying: 'hotel' } });
  const refusal = await isTurnedAway(v, papers, { reason: 'hotelRegistersYou', place: 'policeStation' });
  expect(refusal.basis).toEqual({ law: 'exitEntryLaw', article: '39(2)' });
  expect(v.seen.some(({ name }) => name === 'scanDocument' || name === 'field')).toBe(false);
  await v.leave();
});

test('the 24 hours run on without the network: registered now, sent when it is back', async ({ screenHall, visit }) => {
  const { hall } = screenHall;
  const papers = await newPapers(hall);
  const v = visit(guest);
  await v.goTo('home');
  await lineIs('away', hall, v);
  const result = await resultOf(v);
  expect(result).toMatchObject({ outcome: 'provisional', certificateNumber: null });
  expect(spaceless(onlySlip(papers).text)).toContain(spaceless(v.say('receipt:provisional.text')));
  await v.leave();
  await hall.gateway.behave(normalBehaviour);
  expect(await applicationOf(hall, result.receiptNumber)).toMatchObject({
    service,
    person: { number: passport.number },
  });
});
