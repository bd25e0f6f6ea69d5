/**
 * JSON with its keys in order and no spaces (RFC 8785): equal content has equal bytes.
 * @throws for what JSON cannot say (a function, a bigint, a number that is not finite).
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      // By UTF-16 code units, as RFC 8785 demands: not by any language's alphabet.
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  const sayable = value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
  if (!sayable) throw new TypeError(`Not JSON: ${typeof value}`);
  return JSON.stringify(value);
}
