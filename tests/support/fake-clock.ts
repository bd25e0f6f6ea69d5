import type { CancelTimer, Clock } from '../../main/clock/clock.ts';

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock that stands still until the test moves it. */
export class FakeClock implements Clock {
  private nowMs = 0;
  private order = 0;
  private readonly timers = new Set<Timer>();
  private readonly wallStart: Date;

  constructor(wallStart = new Date('2026-11-21T08:00:00Z')) {
    this.wallStart = wallStart;
  }

  monotonicMs(): number {
    return this.nowMs;
  }

  wallTime(): Date {
    return new Date(this.wallStart.getTime() + this.nowMs);
  }

  after(delayMs: number, callback: () => void): CancelTimer {
    const timer = { dueMs: this.nowMs + delayMs, order: (this.order += 1), callback };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  get pendingTimers(): number {
    return this.timers.size;
  }

  /** Moves time on, firing what falls due in order, and lets promises settle after each timer. */
  async advance(byMs: number): Promise<void> {
    const until = this.nowMs + byMs;
    await settle();
    for (;;) {
      const [next] = [...this.timers]
        .filter((timer) => timer.dueMs <= until)
        .toSorted((a, b) => a.dueMs - b.dueMs || a.order - b.order);
      if (!next) break;
      this.nowMs = Math.max(this.nowMs, next.dueMs);
      this.timers.delete(next);
      next.callback();
      await settle();
    }
    this.nowMs = until;
  }
}

/** Lets every promise that can settle now do so. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
}
