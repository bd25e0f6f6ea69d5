import { systemClock, within } from '../../main/clock/clock.ts';
import type { Check, Checks } from './check.ts';
import { hostDiskChecks } from './host-disk-checks.ts';
import { idCardReaderChecks } from './id-card-reader-checks.ts';
import { scannerChecks } from './scanner-checks.ts';
import { serialChecks } from './serial-checks.ts';

/** What runs inside the virtual machine: the drivers that ship, against devices that the kernel plays. */
const checks: Checks = { ...hostDiskChecks, ...idCardReaderChecks, ...scannerChecks, ...serialChecks };

/** One check that hangs must not keep the others from telling. */
const CHECK_LIMIT_MS = 150_000;

const say = (line: string): void => console.log(`usb-lane: ${line}`);

async function run(check: Check): Promise<void> {
  const undoing: (() => unknown)[] = [];
  try {
    await within(
      systemClock,
      CHECK_LIMIT_MS,
      check((undo) => undoing.unshift(undo)),
      () => {
        throw new Error(`not done within ${CHECK_LIMIT_MS} ms`);
      },
    );
  } finally {
    for (const undo of undoing) await undo();
  }
}

for (const [name, check] of Object.entries(checks)) {
  try {
    await run(check);
    say(`ok ${name}`);
  } catch (error) {
    say(`FAILED ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
say('end');
process.exit(0);
