/** A card that somebody puts into the slot, with what its chip holds and what stands on its rewritable back. */
export interface SimulatedPermit {
  /** The lines of the zone; null for a card without a chip, such as an old identity card. */
  readonly zone: readonly string[] | null;
  /** `half`: the writer was interrupted. */
  back: readonly string[] | 'half';
}

export const simulatedPermit = (zone: readonly string[] | null = null): SimulatedPermit => ({ zone, back: [] });
