import { expect } from '@playwright/test';
import { citizenIdProblem } from '../../../main/contract/citizen-id.ts';
import { maskPersonName, maskPersonNumber } from '../../../main/contract/masking.ts';
import { normalBehaviour } from '../../../main/gateway/simulator/behaviour.ts';
import {
  applicationOf,
  endVisit,
  isTurnedAway,
  lineIs,
  onlySlip,
  resultOf,
  shows,
  submissionOf,
} from '../../support/flow-steps.ts';
import { fetchWith, hallMissing } from '../../support/hall.ts';
import { hasPoppler, spaceless } from '../../support/poppler.ts';
import { test } from '../../support/screen-hall.ts';
import { newPapers } from '../../support/screen-papers.ts';
import type { Errand } from '../../support/screen-visitor.ts';
import { personNamed } from '../../support/world.ts';

const missing = hallMissing();
test.skip(missing !== null, missing ?? '');
test.use({ hallOf: 'temp-id-proof' });
test.describe.configure({ timeout: 120_000 });
test.afterEach(({ screenHall }) => screenHall.hall.gateway.behave(normalBehaviour));

const service = 'temp-id-proof';
const zhang = personNamed('zhang');
const tourist: Errand = { service, language: 'zh-CN', group: 'mainland', person: zhang, method: 'type', way: 'face' };

test('a tourist whose card is lost types number and name and leaves with the proof', async ({ screenHall, visit }) => {
  const { hall } = screenHall;
  const papers = await newPapers(hall);
  const v = visit({ ...tourist, answers: { purpose: 'rail', receivingUnit: '示例北站' } });

  await v.goTo('about');
  for (const words of ['isNot', 'tip']) await shows(v, v.say(`services:${service}.${words}`));
  await v.goTo('idNumber');
  const wrong = zhang.number.slice(0, -1) + (zhang.number.endsWith('3') ? '4' : '3');
  expect(citizenIdProblem(wrong)).toBe('badCheck');
  await v.typeDigits(wrong);
  await shows(v, v.say('journey:idNumber.faults.badCheck'));
  await expect(v.page.locator('footer').getByRole('button', { name: v.say('common:next') })).toBeDisabled();

  await v.goTo('recordShown');
  await shows(v, maskPersonName(zhang.name));
  await shows(v, maskPersonNumber(zhang.number));
  await expect(v.page.locator('main')).not.toContainText(zhang.name);

  const result = await resultOf(v);
  expect(result.certificateNumber).toMatch(/^示公证字〔\d{4}〕第\d+号$/);
  const application = await applicationOf(hall, result.receiptNumber);
  expect(application).toMatchObject({
    evidence: { kind: 'face' },
    identitySource: 'typed',
    validityHours: 24,
    answers: { purpose: 'rail', receivingUnit: '示例北站' },
  });
  const [document] = await papers.documents();
  if (hasPoppler().ok) {
    for (const words of [zhang.name, zhang.number, '乘坐火车', '示例北站', result.certificateNumber ?? '?'])
      expect(document?.characters).toContain(spaceless(words));
    expect(await fetchWith(hall.authority, document?.code ?? '')).toContain('真实有效 · Genuine');
  }
  expect(onlySlip(papers).text).not.toContain(zhang.number);

  // What follows from a lost card is one touch away.
  await v.touch(v.page.getByRole('button', { name: v.say('services:id-card-replacement.name') }));
  await v.waitFor('about');
  expect(v.now().step).toMatchObject({ service: { id: 'id-card-replacement' } });
  await endVisit(v);
});

test('a face that is not recognised three times goes another way, to an officer', async ({ screenHall, visit }) => {
  const { hall } = screenHall;
  await hall.gateway.behave({ face: 'noMatch' });
  const v = visit(tourist);
  await v.goTo('fingerprint');
  expect(v.seen.filter(({ name }) => name === 'faceReview')).toHaveLength(3);
  await shows(v, v.say('problems:face-attempts-used.what'));
  await v.press('journey:fingerprint.other.title');
  const { receiptNumber } = await resultOf(v);
  expect(await submissionOf(hall, receiptNumber)).toMatchObject({
    application: { evidence: { kind: 'officer' } },
    attachments: {},
  });
  expect((await submissionOf(hall, receiptNumber)).attachments.photoJpeg).toBeUndefined();
  await v.leave();
});

test('without the network the tile says so and sends to the counter, and nothing is asked', async ({
  screenHall,
  visit,
}) => {
  const { hall, page } = screenHall;
  const v = visit(tourist);
  await v.goTo('home');
  const asked = hall.gateway.asked.filter((route) => route !== 'handshake').length;
  await lineIs('away', hall, v);
  const name = v.say(`services:${service}.name`);
  const tile = page.locator('main li').filter({ hasText: name }).first();
  await expect(tile).toContainText(v.say('journey:home.because.gateway'));
  await expect(tile).toContainText('示例派出所');
  await expect(tile.getByRole('button')).toHaveCount(0);
  expect(hall.gateway.asked.filter((route) => route !== 'handshake')).toHaveLength(asked);

  await lineIs('there', hall, v);
  await expect(tile.getByRole('button')).toBeVisible();
  await endVisit(v);
});

test('a foreigner is told on the first page where to go, and takes it along on paper', async ({
  screenHall,
  visit,
}) => {
  const papers = await newPapers(screenHall.hall);
  const v = visit({ ...tourist, group: 'foreign', person: null });
  await isTurnedAway(v, papers, { reason: 'foreignerToExitEntry', place: 'exitEntryCounter' });
  expect(v.seen.map(({ name }) => name)).toEqual(['attract', 'home', 'about', 'refused']);
  await v.leave();
});

const wu = personNamed('wu');

test('for a child the guardian proves who they are, and the proof names the child', async ({ screenHall, visit }) => {
  const { hall } = screenHall;
  const papers = await newPapers(hall);
  const child = visit({ ...tourist, person: wu, way: 'finger' });
  await child.goTo('guardianAsked');
  await shows(child, maskPersonName(wu.name));
  await child.press('journey:guardianAsked.here');
  const guardian = visit({ ...tourist, way: 'finger' });
  await guardian.waitFor('identityMethod');
  const { receiptNumber } = await resultOf(guardian);
  expect(await applicationOf(hall, receiptNumber)).toMatchObject({
    person: { number: wu.number, name: wu.name },
    guardian: { number: zhang.number, name: zhang.name },
    evidence: { kind: 'fingerprint' },
  });
  const [document] = await papers.documents();
  if (hasPoppler().ok) expect(document?.characters).toContain(wu.name);
  await guardian.leave();
});

test("whoever is not this child's guardian is told so by the office", async ({ screenHall, visit }) => {
  const papers = await newPapers(screenHall.hall);
  const child = visit({ ...tourist, person: wu, way: 'officer' });
  await child.goTo('guardianAsked');
  await child.press('journey:guardianAsked.here');
  const stranger = visit({ ...tourist, person: personNamed('ouyang'), way: 'officer' });
  await stranger.waitFor('identityMethod');
  await isTurnedAway(stranger, papers, { reason: 'guardianNotRegistered', place: 'householdCounter' });
  expect(await papers.documents()).toEqual([]);
  await stranger.leave();
});
