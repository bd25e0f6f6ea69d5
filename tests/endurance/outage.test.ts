import { expect, it } from 'vitest';
import { outageEndurance } from './outage.ts';

it('24 hours without the gateway while the clock jumps: all arrive, once, in the order of their cases', async () => {
  const { name, failures } = await outageEndurance(120);
  expect(failures, name).toEqual([]);
}, 60_000);
