import type { Result } from '../../../main/contract/result.ts';

/** The value; a bench has nobody to whom it could say that the disk is full. */
export function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`Expected ok, got ${String(result.error)}`);
  return result.value;
}
