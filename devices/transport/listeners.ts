export interface Listeners<T> {
  /** Returns the way to stop listening. */
  readonly add: (listener: (value: T) => void) => () => void;
  readonly tell: (value: T) => void;
}

/** Who wants to hear of something. A listener that leaves while others are told is not told any more. */
export function listeners<T>(): Listeners<T> {
  const all = new Set<{ readonly listener: (value: T) => void }>();
  return {
    add(listener) {
      const entry = { listener };
      all.add(entry);
      return () => {
        all.delete(entry);
      };
    },
    tell(value) {
      for (const entry of Array.from(all)) if (all.has(entry)) entry.listener(value);
    },
  };
}
