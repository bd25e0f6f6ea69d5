import { afterEach, beforeEach, expect, it } from 'vitest';
import { zoneLinesOf } from '../devices/passport-reader/synthetic-zone.ts';
import { simulatedPermit, type SimulatedPermit } from '../devices/permit-slot/simulated-permit.ts';
import type { Step } from '../main/contract/session-snapshot.ts';
import type { VisitorEvent } from '../main/contract/visitor-event.ts';
import { contractVisitor, type ContractVisitor } from './support/contract-visitor.ts';
import { openHall, type Hall } from './support/hall.ts';
import { validValue } from './support/valid-values.ts';

/** Hong Kong and Macao Endorsement from the tile to the permit's back: the whole kiosk, and a slot on a real line. */
let hall: Hall;
let visitor: ContractVisitor;
let permit: SimulatedPermit;
const slot = () => hall.machine('permitSlot').simulator;
beforeEach(async () => {
  const delays = { officerPollMs: 100, paymentPollMs: 100, belongingsPollMs: 100 };
  hall = await openHall({ devices: ['permitSlot'], documentPrinter: 'simulator', officerThinkingMs: 20, delays });
  visitor = await contractVisitor(hall.kiosk.url());
  permit = simulatedPermit(zoneLinesOf(hall.gateway.people[0]!.permit));
}, 60_000);
afterEach(async () => {
  visitor.close();
  await hall.close();
});

const answers: Readonly<Record<string, string>> = {
  stateEmployee: 'no',
  travelPurpose: 'visit',
  destination: 'both',
  type: 'individual',
  visits: 'yearOnce',
};

/** What the visitor does at a step; null where hands or the office have to act. */
function act(step: Step): VisitorEvent | null {
  switch (step.name) {
    case 'attract':
      return { type: 'wake' };
    case 'home':
      return { type: 'chooseService', serviceId: 'hk-macao-endorsement' };
    case 'about':
      return { type: 'chooseGroup', group: 'mainland' };
    case 'question':
      return { type: 'answer', field: step.id, value: answers[step.id] ?? '' };
    case 'faceConsent':
      return { type: 'anotherWay' };
    case 'field':
      return { type: 'answer', field: step.field.id, value: answers[step.field.id] ?? validValue(step.field) };
    case 'sign':
      return step.signature === null ? { type: 'sign', path: 'M1,1 L2,2' } : { type: 'next' };
    case 'review':
      return { type: 'confirm' };
    case 'notice':
    case 'documentShown':
    case 'recordShown':
    case 'records':
      return { type: 'next' };
    case 'pay':
      if (step.payment.state === 'waiting') hall.gateway.payments.pay(step.payment.orderId);
      return null;
    default:
      return null;
  }
}

/** Acts until the last page, and names the pages on the way. */
async function visit(onStep: (step: Step) => void = () => {}): Promise<{ pages: string[]; last: Step }> {
  const pages: string[] = [];
  for (let steps = 0; steps < 60; steps += 1) {
    const { step } = visitor.now();
    onStep(step);
    if (pages.at(-1) !== step.name) pages.push(step.name);
    if (step.name === 'result' || step.name === 'refused' || step.name === 'stopped') return { pages, last: step };
    // The gate opens a little after the page says so.
    if (step.name === 'insertPermit' && step.phase === 'waiting' && slot().card === 'visitor')
      await expect.poll(() => slot().insertCard('good', permit), { timeout: 5_000 }).toBe(true);
    const event = act(step);
    if (event) await visitor.send(event);
    const before = JSON.stringify(step);
    // Right after its start the first screen changes by itself; it is woken once.
    const isSame = (now: Step): boolean =>
      JSON.stringify(now) === before || (event?.type === 'wake' && now.name === 'attract');
    await visitor.until((now) => !isSame(now.step), `anything after ${before.slice(0, 200)}`, 30_000);
  }
  throw new Error(`the visit goes round in circles: ${pages.join(' ')}`);
}

it('reads the permit, writes the endorsement on it and gives it back', { timeout: 90_000 }, async () => {
  const { pages, last } = await visit();
  expect(pages.join(' ')).toMatch(/insertPermit .*pay .*handingOver .*result$/);
  expect(permit.back).toEqual([
    '个人旅游(G) 香港 澳门',
    expect.stringMatching(/^一年一次 有效期至 \d{4}-\d\d-\d\d$/),
    expect.stringMatching(/^编号 \S+$/),
    expect.stringMatching(/^签发 \d{4}-\d\d-\d\d \S+$/),
  ]);
  expect(slot().card).toBe('gate');
  expect(last).toMatchObject({ name: 'result', result: { outcome: 'answered', payment: { state: 'paid' } } });
  await visitor.until(
    ({ step }) => step.name === 'result' && step.result.left.includes('permit'),
    'a call to take the permit',
  );
});

it(
  'says that nobody knows what stands on a permit whose writing was cut off, and gives it back',
  { timeout: 90_000 },
  async () => {
    slot().play({ at: 'write', fault: 'writeUnknown' });
    const { last } = await visit();
    expect([permit.back, slot().writings, slot().card]).toEqual(['half', 1, 'gate']);
    expect(last).toMatchObject({ name: 'result', result: { receipt: { state: 'printed' } } });
  },
);
