import type { Division } from '../contract/address.ts';
import { divisionLatin } from './division-latin.ts';
import file from './divisions.json' with { type: 'json' };

/** The divisions of China, from the province down to the street or town, as divisions.json has them. */
const rows = new Map<string, string>(Object.entries(file.divisions));

const provinceOf = (code: string): string => `${code.slice(0, 2)}0000`;
const cityOf = (code: string): string => `${code.slice(0, 4)}00`;
const isProvince = (code: string): boolean => code.endsWith('0000');

/** Under whom a division of six digits is listed; null for a province. Some districts belong to no city. */
function parentOf(code: string): string | null {
  if (isProvince(code)) return null;
  return cityOf(code) !== code && rows.has(cityOf(code)) ? cityOf(code) : provinceOf(code);
}

const childCodes = new Map<string | null, string[]>();
for (const code of rows.keys()) {
  const siblings = childCodes.get(parentOf(code));
  if (siblings) siblings.push(code);
  else childCodes.set(parentOf(code), [code]);
}

/** The words of a row behind its name: streets, each with its last three digits before it. */
const streetsOf = (code: string): string[] => rows.get(code)?.split(' ').slice(1) ?? [];

/** In Chinese; null for a code that names nothing. */
function nameOf(code: string): string | null {
  if (code.length === 6) return rows.get(code)?.split(' ', 1)[0] ?? null;
  return (
    streetsOf(code.slice(0, 6))
      .find((street) => street.startsWith(code.slice(6)))
      ?.slice(3) ?? null
  );
}

const shape = /^\d{6}(?:\d{3})?$/;

export const knowsDivision = (code: string): boolean => shape.test(code) && nameOf(code) !== null;

function division(code: string, name: string): Division {
  return { code, name, latin: divisionLatin(code, name) };
}

/** What lies directly in it; the provinces for null; nothing for a code that names nothing, or a street. */
export function divisionsIn(parent: string | null): Division[] {
  const codes = childCodes.get(parent) ?? [];
  const streets = parent === null ? [] : streetsOf(parent);
  return [
    ...codes.map((code) => division(code, nameOf(code) ?? '')),
    ...streets.map((street) => division(`${parent}${street.slice(0, 3)}`, street.slice(3))),
  ];
}

/** From its province down to itself; empty for a code that names nothing. */
export function divisionPath(code: string): Division[] {
  const name = shape.test(code) ? nameOf(code) : null;
  if (name === null) return [];
  const parent = code.length === 9 ? code.slice(0, 6) : parentOf(code);
  return [...(parent === null ? [] : divisionPath(parent)), division(code, name)];
}
