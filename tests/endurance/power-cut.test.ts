import { expect, it } from 'vitest';
import { diskFullEndurance } from './disk-full.ts';
import { compilerMissing } from '../support/preloaded-library.ts';
import { powerCutEndurance } from './power-cut.ts';

// The whole of each is npm run test:endurance.

const missing = compilerMissing();
if (missing) console.warn(`power cuts and full disks are skipped: ${missing}`);

it.skipIf(missing !== null)(
  'the power is cut: what was promised is there, and with a lesser setting it is not',
  async () => {
    const { name, failures } = await powerCutEndurance(6);
    expect(failures, name).toEqual([]);
  },
  240_000,
);

it.skipIf(missing !== null)(
  'the disk is full from some write on: what was promised is there',
  async () => {
    expect((await diskFullEndurance(197)).failures).toEqual([]);
  },
  240_000,
);
