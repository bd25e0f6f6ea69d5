/** The value below which the given share of the times lies; NaN of nothing. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (times: readonly number[]): number => quantile(times, 0.5);

/** To a tenth: more is noise. */
export const rounded = (value: number): number => Math.round(value * 10) / 10;

/** The three figures of every row. */
export const spread = (times: readonly number[]): { 'median ms': number; 'min ms': number; 'max ms': number } => ({
  'median ms': rounded(median(times)),
  'min ms': rounded(Math.min(...times)),
  'max ms': rounded(Math.max(...times)),
});
