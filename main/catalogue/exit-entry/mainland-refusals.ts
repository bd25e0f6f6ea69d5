import type { RefusalDefinition } from '../service-definition.ts';

/** Of the services for residents of the Mainland from sixteen on: all three go to the same counter. */
export const mainlandRefusals: readonly RefusalDefinition[] = [
  { id: 'notForHmt', place: 'exitEntryCounter' },
  { id: 'notForForeigners', place: 'exitEntryCounter' },
  { id: 'underSixteen', place: 'exitEntryCounter' },
];
