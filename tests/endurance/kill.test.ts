import { expect, it } from 'vitest';
import { killEndurance } from './kill.ts';

it('killed at random moments, every tenth answer lost: nothing is lost and nothing happens twice', async () => {
  const { name, failures } = await killEndurance(12);
  expect(failures, name).toEqual([]);
}, 300_000);
