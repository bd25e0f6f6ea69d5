import { beforeEach, describe, test, expect } from 'vitest';
import { goToIdentity, type ContractVisitor } from '../support/contract-visitor.ts';
import { knownCard, type Hall } from '../support/hall.ts';
import { missing, openVisit, type Visit } from '../support/visit.ts';

describe.skipIf(missing !== null)('the card', () => {
  let hall: Hall;
  let visitor: ContractVisitor;
  let problem: Visit['problem'];
  beforeEach(async () => {
    ({ hall, visitor, problem } = await openVisit());
    await goToIdentity(visitor);
    await visitor.send({ type: 'chooseMethod', method: 'card' });
    await visitor.untilStep('placeCard');
  });

  test('is pulled while it is read: the visitor is told, nothing of it is shown, and the next placing works', async () => {
    hall.reader.placeCard(knownCard(hall.gateway));
    hall.reader.pullCardAtByte(700);
    await problem('card-removed');
    expect(visitor.now().step).toMatchObject({ name: 'placeCard' });
    hall.reader.placeCard(knownCard(hall.gateway));
    await visitor.untilStep('cardShown');
  });

  test('comes with a wrong checksum: never shown, read again by itself', async () => {
    hall.reader.play({ at: 'read', fault: 'wrongChecksum', times: 1 });
    hall.reader.placeCard(knownCard(hall.gateway));
    const shown = await visitor.untilStep('cardShown');
    expect(shown.step).toMatchObject({ person: { number: '500*************13' } });
  });

  test('comes as half a frame: the reader is found again and the card is read', async () => {
    hall.reader.play({ at: 'read:byte:600', fault: 'cutShort', times: 1 });
    hall.reader.placeCard(knownCard(hall.gateway));
    await visitor.untilStep('cardShown', 20_000);
  });

  test('cannot be read at all: typing is the way round', async () => {
    hall.reader.placeCard(knownCard(hall.gateway), 'damaged');
    await problem('card-damaged');
    await visitor.send({ type: 'chooseMethod', method: 'type' });
    await visitor.untilStep('idNumber');
  });

  test('lies on a reader whose plug is pulled and put back: the same step goes on', async () => {
    await hall.readerLine.unplug();
    await problem('card-reader-offline');
    await hall.readerLine.plug();
    hall.reader.placeCard(knownCard(hall.gateway));
    await visitor.untilStep('cardShown', 20_000);
  });
});
