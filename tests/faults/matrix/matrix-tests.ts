import { expect, test } from '@playwright/test';
import { hallMissing, type HallOptions } from '../../support/hall.ts';
import { checkBooks, playRow, type FaultRow } from './fault-row.ts';
import { openStage, type Stage } from './stage.ts';

/** A test for each row, all in one hall, and one for the books. A row that fails does not keep the others from being tried. */
export function testRows(rows: readonly FaultRow[], options: HallOptions): void {
  const missing = hallMissing();
  test.skip(missing !== null, missing ?? '');
  test.describe.configure({ mode: 'default', timeout: 180_000 });

  let stage: Stage;
  const played: FaultRow[] = [];
  test.beforeAll(async () => {
    stage = await openStage(options);
  });
  test.afterAll(() => stage.close());

  for (const row of rows) {
    test(`row ${row.row}: ${row.fault}`, async () => {
      await playRow(stage, row);
      played.push(row);
    });
  }

  test('the log knows of every row, and nothing is lost or doubled', async () => {
    await checkBooks(stage, played);
    expect(stage.hall.output(), 'no stack trace either').not.toMatch(/\bat .+:\d+:\d+/);
  });
}
