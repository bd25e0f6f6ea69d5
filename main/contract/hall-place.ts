import { z } from 'zod';
import { bilingualSchema } from './language.ts';

/** Who can help where the kiosk cannot. */
export const placeKinds = ['policeStation', 'householdCounter', 'exitEntryCounter', 'vehicleCounter', 'bank'] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** A place of the hall's neighbourhood, as its city wrote it down. */
export const hallPlaceSchema = z.strictObject({
  kind: z.enum(placeKinds),
  name: bilingualSchema,
  address: bilingualSchema,
  /** As on its door, e.g. Mon–Fri 9:00–17:00. */
  hours: bilingualSchema,
  phone: z.string().regex(/^[0-9+ -]{3,20}$/),
  /** On foot from this kiosk. */
  distanceMetres: z.int().min(0).max(200_000),
});
export type HallPlace = z.infer<typeof hallPlaceSchema>;

/** As people give a way: to ten metres, from one kilometre on to a hundred. */
export function distanceOf(metres: number): { unit: 'metres' | 'kilometres'; distance: string } {
  if (metres < 995) return { unit: 'metres', distance: String(Math.max(10, Math.round(metres / 10) * 10)) };
  return { unit: 'kilometres', distance: (metres / 1000).toFixed(1) };
}
