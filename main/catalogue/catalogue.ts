import { exitEntry } from './exit-entry/exit-entry.ts';
import { household } from './household/household.ts';
import type { ServiceDefinition } from './service-definition.ts';
import { vehicle } from './vehicle/vehicle.ts';

/** The hall's services as the law and the ministries have them; a city's signed override changes what may differ. */
export const baseCatalogue: readonly ServiceDefinition[] = [...household, ...exitEntry, ...vehicle];
