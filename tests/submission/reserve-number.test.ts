import { expect, test } from 'vitest';
import { lastNumber, raiseTo, reserveNumber } from '../../main/submission/reserve-number.ts';
import { databasePath, must, start } from '../support/outbox-fixture.ts';

function numbers(path = databasePath()) {
  const { database, audit, clock } = start(path);
  const next = (): number => must(reserveNumber(database, clock, 'T01')).sequence;
  const events = () => audit.entries(0, 100).map(({ event, detail }) => `${event} ${detail}`);
  return {
    database,
    next,
    events,
    last: () => lastNumber(database),
    raise: (to: number) => must(raiseTo(database, audit, to)),
  };
}

test('numbers rise one by one, over starts', () => {
  const path = databasePath();
  const before = numbers(path);
  expect([before.last(), before.next(), before.next(), before.last()]).toEqual([null, 1, 2, 2]);
  before.database.close();
  const after = numbers(path);
  expect([after.last(), after.next()]).toEqual([2, 3]);
  after.database.close();
});

test('go on above what the gateway has seen, with an alarm', () => {
  const { next, raise, events, database } = numbers();
  next();
  raise(41);
  expect(next()).toBe(42);
  expect(events()).toEqual(['sequence-raised {"sequence":"41"}']);
  database.close();
});

test.each([0, 1, 2])('never go back: the gateway has seen %i of 2', (seen) => {
  const { next, raise, events, database } = numbers();
  next();
  next();
  raise(seen);
  expect([next(), events()]).toEqual([3, []]);
  database.close();
});

test('a fresh disk knows where it stands as soon as the gateway has said so', () => {
  const { next, raise, last, events, database } = numbers();
  raise(0);
  expect([last(), next(), events()]).toEqual([0, 1, []]);
  database.close();
});
