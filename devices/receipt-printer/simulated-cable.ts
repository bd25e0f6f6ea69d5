/** What the fault `unplugged` pulls and puts back. */
export interface SimulatedCable {
  unplug(): void | Promise<void>;
  plug(): void | Promise<void>;
}

/** Moves one after the other, and none twice. */
export function cableOf(cable: SimulatedCable | undefined) {
  let isOut = false;
  let moved: Promise<void> = Promise.resolve();
  function move(out: boolean): void {
    if (out === isOut) return;
    isOut = out;
    moved = moved.then(() => (out ? cable?.unplug() : cable?.plug()));
  }
  return {
    unplug: () => move(true),
    plug: () => move(false),
    isOut: () => isOut,
    moved: () => moved,
  };
}
