import { describe, expect, test } from 'vitest';
import { missing, openVisit } from '../support/visit.ts';

describe.skipIf(missing !== null)('the paper', () => {
  test('is out before the visit: the tile says so before anything is asked, and opens again by itself', async () => {
    const { hall, visitor } = await openVisit();
    await visitor.send({ type: 'wake' });
    await hall.documentSimulator!.setFault('paperOut');
    const tile = (state: string) =>
      visitor.until(
        ({ step }) => step.name === 'home' && step.areas[0]?.services[0]?.availability.state === state,
        `a tile that is ${state}`,
        20_000,
      );
    const { step } = await tile('counter');
    const [proof] = step.name === 'home' ? (step.areas[0]?.services ?? []) : [];
    expect(proof?.availability).toEqual({ state: 'counter', because: 'documentPrinter' });
    await expect(visitor.send({ type: 'chooseService', serviceId: 'temp-id-proof' })).rejects.toThrow('meant nothing');
    await hall.documentSimulator!.setFault('none');
    await tile('available');
  });

  test('runs out while the certificate prints: the visitor may try again, and gets one certificate', async () => {
    const { hall, visitor, toReview, problem } = await openVisit();
    await toReview();
    await hall.documentSimulator!.setFault('paperOut', 'midJob');
    await visitor.send({ type: 'confirm' });
    await problem('document-paper-out');
    await visitor.until(
      ({ step }) => step.name === 'printing' && step.document.state === 'failed',
      'the end of the job',
      60_000,
    );
    expect(hall.documentSimulator!.printed).toHaveLength(0);
    await hall.documentSimulator!.setFault('none');
    await visitor.send({ type: 'tryPrintAgain' });
    await visitor.untilStep('result');
    expect(hall.documentSimulator!.printed).toHaveLength(1);
    expect(hall.gateway.received).toHaveLength(1);
  }, 90_000);

  test('of the receipt runs out: the visit ends without it, and the number stands on the screen', async () => {
    const { hall, visitor, toReview, problem } = await openVisit();
    await toReview();
    hall.receiptPrinter.setFaultAfterLines('paperOut', 3);
    await visitor.send({ type: 'confirm' });
    await problem('receipt-paper-out');
    await visitor.send({ type: 'continueWithoutPaper' });
    const { step } = await visitor.untilStep('result');
    expect(step).toMatchObject({
      result: {
        document: { state: 'printed' },
        receipt: { state: 'failed' },
        receiptNumber: expect.stringMatching(/^XJ-TEST01-/),
      },
    });
    expect(hall.receiptPrinter.tickets).toHaveLength(0);
  });

  test('waits for a busy printer and comes out once', async () => {
    const { hall, visitor, toReview } = await openVisit();
    await toReview();
    hall.documentSimulator!.beBusy(2);
    await visitor.send({ type: 'confirm' });
    await visitor.untilStep('result', 40_000);
    expect(hall.documentSimulator!.printed).toHaveLength(1);
  }, 60_000);
});
