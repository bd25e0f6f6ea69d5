import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { seededRandom } from '../../main/contract/seeded-random.ts';
import { contractVisitor } from '../support/contract-visitor.ts';
import { missing, openVisit } from '../support/visit.ts';

const seed = Number(process.env['KIOSK_SEED'] ?? randomInt(1_000_000));
const rounds = Number(process.env['KIOSK_KILL_ROUNDS'] ?? 8);

test.skipIf(missing !== null)(
  `killed at any moment after the confirmation: a number that was shown is never missing, and nothing is printed that is not stored (seed ${seed})`,
  async () => {
    const random = seededRandom(seed);
    const visit = await openVisit();
    const { hall } = visit;
    const shown = new Set<string>();
    for (let round = 0; round < rounds; round += 1) {
      await visit.toReview();
      const watching = visit.visitor;
      void watching
        .until(
          ({ step }) => {
            if ('receiptNumber' in step && step.receiptNumber) shown.add(step.receiptNumber);
            if (step.name === 'result') shown.add(step.result.receiptNumber);
            return false;
          },
          'the end',
          600_000,
        )
        .catch(() => {});
      await watching.send({ type: 'confirm' });
      // From "not stored yet" to "the receipt is being cut": the longest visit takes about this long.
      await pause(random() * 600);
      await hall.kiosk.kill();
      watching.close();
      await hall.kiosk.start();
      visit.visitor = await contractVisitor(hall.kiosk.url());
    }
    // The kiosk that was started last sends what the others had promised.
    const arrived = (): string[] => hall.gateway.received.map(({ content }) => content.receiptNumber);
    await expect
      .poll(() => [...shown].filter((number) => !arrived().includes(number)), { timeout: 60_000 })
      .toEqual([]);
    const stored = (await visit.rows('SELECT receipt_number FROM submission')).flat();
    expect(new Set(arrived()).size).toBe(hall.gateway.received.length);
    expect([...shown].filter((number) => !stored.includes(number))).toEqual([]);
    expect(
      hall
        .documentSimulator!.printed.map(({ jobName }) => jobName)
        .filter((name) => !stored.some((number) => name.includes(String(number)))),
    ).toEqual([]);
    console.info(
      `${rounds} kills, ${shown.size} numbers shown, ${stored.length} stored, ${arrived().length} arrived, ${hall.documentSimulator!.printed.length} printed`,
    );
  },
  300_000,
);
