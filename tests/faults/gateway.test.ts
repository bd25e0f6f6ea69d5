import { describe, expect, test } from 'vitest';
import { ticketText } from '../../devices/receipt-printer/ticket.ts';
import { normalBehaviour } from '../../main/gateway/simulator/behaviour.ts';
import { goToIdentity, typeIdentity } from '../support/contract-visitor.ts';
import { missing, openVisit, portrait } from '../support/visit.ts';

describe.skipIf(missing !== null)('the gateway', () => {
  test('is away before the visit: the tile says so before anybody gives any data', async () => {
    const { hall, visitor } = await openVisit();
    await hall.gateway.behave({ line: 'away' });
    await visitor.send({ type: 'wake' });
    await visitor.until(
      ({ step }) => step.name === 'home' && step.areas[0]?.services[0]?.availability.state === 'counter',
      'a closed tile',
      40_000,
    );
    await expect(visitor.send({ type: 'chooseService', serviceId: 'temp-id-proof' })).rejects.toThrow('meant nothing');
  }, 60_000);

  test('answers 500: nothing typed is lost, and the next try works', async () => {
    const { hall, visitor, problem } = await openVisit();
    await goToIdentity(visitor);
    await hall.gateway.behave({ routes: { findRecord: { kind: 'status', status: 500 } } });
    await typeIdentity(visitor, hall.gateway.people[0]!);
    await problem('gateway-fault');
    await hall.gateway.behave(normalBehaviour);
    await visitor.send({ type: 'next' });
    await visitor.untilStep('faceCapture');
  });

  test('says nothing: the wait has an end and a way on', async () => {
    const { hall, visitor, problem } = await openVisit();
    await goToIdentity(visitor);
    await hall.gateway.behave({ routes: { findRecord: { kind: 'silent' } } });
    await typeIdentity(visitor, hall.gateway.people[0]!);
    const { actions } = await problem('gateway-away');
    expect(actions).toEqual(expect.arrayContaining(['next', 'back', 'callOfficer']));
  });

  test('does the work and loses the answer: one submission, one certificate', async () => {
    const { hall, visitor, toReview } = await openVisit();
    await toReview();
    await hall.gateway.behave({ routes: { submit: { kind: 'loseAnswer' } } });
    await visitor.send({ type: 'confirm' });
    await visitor.untilStep('issuing');
    await expect.poll(() => hall.gateway.received.length).toBe(1);
    await hall.gateway.behave(normalBehaviour);
    const { step } = await visitor.untilStep('result', 40_000);
    expect(step).toMatchObject({ result: { certificateNumber: '示公证字〔2026〕第000001号' } });
    expect(hall.gateway.asked.filter((route) => route === 'submit').length).toBeGreaterThan(1);
    expect(hall.gateway.received).toHaveLength(1);
    expect(hall.documentSimulator!.printed).toHaveLength(1);
  }, 120_000);

  test('repeats the answer to another submission: not believed, nothing purged, nothing printed on its word', async () => {
    const { hall, visitor, toReview } = await openVisit();
    await toReview();
    await hall.gateway.behave({ routes: { submit: { kind: 'repeatAnswer' } } });
    await visitor.send({ type: 'confirm' });
    await visitor.untilStep('issuing');
    await expect.poll(() => hall.gateway.asked.filter((route) => route === 'submit').length).toBeGreaterThan(0);
    expect(hall.documentSimulator!.printed).toHaveLength(0);
    await hall.gateway.behave(normalBehaviour);
    await visitor.untilStep('result', 40_000);
    expect(hall.gateway.received).toHaveLength(1);
    expect(hall.documentSimulator!.printed).toHaveLength(1);
  }, 120_000);

  test('goes away after the confirmation: a receipt with the number, and the submission arrives later by itself', async () => {
    const { hall, visitor, toReview, rows } = await openVisit();
    await toReview();
    await hall.gateway.behave({ line: 'away' });
    await visitor.send({ type: 'confirm' });
    const { step } = await visitor.untilStep('result', 60_000);
    expect(step).toMatchObject({
      result: {
        certificateNumber: null,
        document: { state: 'failed', problem: 'issue-delayed' },
        receipt: { state: 'printed' },
      },
    });
    const receiptNumber = step.name === 'result' ? step.result.receiptNumber : '';
    expect(ticketText(hall.receiptPrinter.tickets[0]!).join('\n')).toContain(receiptNumber);
    await hall.gateway.behave(normalBehaviour);
    await expect.poll(() => hall.gateway.received[0]?.content.receiptNumber, { timeout: 30_000 }).toBe(receiptNumber);
    expect(await rows('SELECT state FROM outbox')).toEqual([['purged']]);
  }, 120_000);
});

test.skipIf(missing !== null)('no face matches three times: an officer decides', async () => {
  const { hall, visitor } = await openVisit();
  await goToIdentity(visitor);
  await hall.gateway.behave({ face: 'noMatch' });
  await typeIdentity(visitor, hall.gateway.people[0]!);
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await visitor.until(({ step }) => step.name === 'faceCapture' && step.attempt === attempt, `attempt ${attempt}`);
    await visitor.send({ type: 'photo', jpeg: portrait });
    await visitor.send({ type: 'next' });
  }
  expect((await visitor.untilStep('officer')).problem).toBe('face-attempts-used');
  await visitor.untilStep('recordShown');
});
