/** How an endurance test ended. */
export interface Endurance {
  readonly name: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
  /** What should not have been, a line each. Empty: it held. */
  readonly failures: readonly string[];
}

/** How far it has come, for whoever waits an hour for it. */
export type Say = (done: number, of: number) => void;
export const silently: Say = () => {};

/** A line for each thing that is so often where it should never be. */
export function never(counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts)
    .filter(([, count]) => count !== 0)
    .map(([what, count]) => `${what}: ${String(count)}`);
}

/** Of this run; given again, it makes the same choices. */
export const seedOfRun = (): number => Number(process.env['KIOSK_SEED'] ?? Date.now() % 1_000_000);
