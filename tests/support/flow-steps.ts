import { expect } from '@playwright/test';
import type { PaymentView, ResultView } from '../../main/contract/result-view.ts';
import type { RefusalView } from '../../main/contract/service-view.ts';
import type { SessionSnapshot } from '../../main/contract/session-snapshot.ts';
import { normalBehaviour } from '../../main/gateway/simulator/behaviour.ts';
import type { Application } from '../../main/gateway/submission-content.ts';
import type { Attachments } from '../../main/submission/pack.ts';
import type { Hall } from './hall.ts';
import { spaceless } from './poppler.ts';
import type { NewPapers } from './screen-papers.ts';
import type { ScreenVisitor } from './screen-visitor.ts';

/** Somewhere on the page stand these words. */
export const shows = (v: ScreenVisitor, words: string): Promise<void> =>
  expect(v.page.getByText(words).first()).toBeVisible();

/** What the office got under the number that the visitor was told. */
export async function submissionOf(
  { gateway }: Hall,
  receiptNumber: string,
): Promise<{ application: Application; attachments: Attachments }> {
  const find = () =>
    gateway.received.flatMap(({ content, attachments }) =>
      content.kind === 'application' && content.receiptNumber === receiptNumber
        ? [{ application: content, attachments }]
        : [],
    )[0];
  await expect.poll(find, { message: receiptNumber, timeout: 15_000 }).toBeDefined();
  return find()!;
}

export const applicationOf = async (hall: Hall, receiptNumber: string): Promise<Application> =>
  (await submissionOf(hall, receiptNumber)).application;

/** At the page that sends them elsewhere: it names the reason and the place, and both are there on paper. */
export async function isTurnedAway(
  v: ScreenVisitor,
  papers: NewPapers,
  expected: { readonly reason: string; readonly place: string },
): Promise<RefusalView> {
  const { step } = await v.goTo('refused');
  if (step.name !== 'refused') throw new Error('not refused');
  const { refusal } = step;
  expect(refusal).toMatchObject({ reason: expected.reason, place: { kind: expected.place } });
  const place = refusal.place?.name[v.now().language] ?? '?';
  await shows(v, v.say(`refusals:${expected.reason}.do`));
  await shows(v, place);
  await v.press('journey:refused.print');
  await shows(v, v.say('journey:slip.printed'));
  const slip = spaceless(onlySlip(papers).text);
  for (const words of [v.say(`refusals:${expected.reason}.what`), place, v.say('receipt:refusal.nothingKept')])
    expect(slip).toContain(spaceless(words));
  return refusal;
}

export function onlySlip(papers: NewPapers) {
  const slips = papers.slips();
  expect(slips).toHaveLength(1);
  return slips[0]!;
}

/** The line to the office breaks, or is mended; returns when the kiosk's tiles say so. */
export async function lineIs(line: 'there' | 'away', hall: Hall, v: ScreenVisitor): Promise<void> {
  await hall.gateway.behave({ ...normalBehaviour, line });
  // One service that nobody can have without the office shows which way it is.
  const isOpen = (): boolean | null => {
    const { step } = v.now();
    if (step.name !== 'home') return null;
    const services = step.areas.flatMap((area) => area.services);
    return services.find(({ id }) => id === 'temp-id-proof')?.availability.state !== 'counter';
  };
  await expect.poll(isOpen, { message: `the line is ${line}`, timeout: 15_000 }).toBe(line === 'there');
}

/** Goes on to the last page. */
export async function resultOf(v: ScreenVisitor): Promise<ResultView> {
  const { step } = await v.goTo('result');
  if (step.name !== 'result') throw new Error('no result');
  return step.result;
}

/** Ends wherever the visit stands, by the footer, and takes along what the machines give back. */
export async function endVisit(v: ScreenVisitor): Promise<void> {
  await v.press('common:end');
  const sure = v.page.getByRole('dialog').getByRole('button', { name: v.say('common:endQuestion.end') });
  await expect(async () => {
    if (await sure.isVisible()) await sure.tap();
    v.hands.takeAll();
    expect(v.now().step.name).toBe('attract');
  }).toPass({ timeout: 10_000, intervals: [400] });
}

/** The order on the payment's page. */
export function shownPayment({ step }: SessionSnapshot): PaymentView {
  if (step.name !== 'pay') throw new Error(`no payment is shown at ${step.name}`);
  return step.payment;
}

/** Lets the camera take both pictures, and returns them. */
export async function takeShots(v: ScreenVisitor): Promise<readonly string[]> {
  const { step } = await v.goTo((at) => at.name === 'idPhoto' && at.shots.length === 2);
  return step.name === 'idPhoto' ? step.shots : [];
}

/** Waits for the welcome screen: nothing of the visit is left. */
export async function startPage(v: ScreenVisitor): Promise<void> {
  await v.waitFor('attract');
}
