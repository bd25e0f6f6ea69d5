import { expect, it } from 'vitest';
import { sealBench } from '../bench/seal.ts';

it('both suites seal, hash and sign a small and a large submission, side by side', async () => {
  const { rows } = await sealBench(1);
  expect(rows.map(({ what }) => what)).toEqual(['KE1, 4 KB', 'KE1-SM, 4 KB', 'KE1, 300 KB', 'KE1-SM, 300 KB']);
});
