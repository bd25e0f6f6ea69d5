import { FakeClock } from './fake-clock.ts';

/** A clock whose wall time somebody sets wrong, while its monotonic time goes on. */
export class JumpingClock extends FakeClock {
  private offMs = 0;

  /** @param byMs from the true time, 0: set right. */
  setWrong(byMs: number): void {
    this.offMs = byMs;
  }

  override wallTime(): Date {
    return new Date(super.wallTime().getTime() + this.offMs);
  }

  readonly trust = (): 'trusted' | 'suspect' => (this.offMs === 0 ? 'trusted' : 'suspect');
}
