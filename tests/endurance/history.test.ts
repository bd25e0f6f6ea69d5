import { expect, it } from 'vitest';
import { historyEndurance } from './history.ts';

it('a little of the history: all of it is sealed, stored, sent, done once and erased', async () => {
  expect((await historyEndurance(60)).failures).toEqual([]);
}, 120_000);
