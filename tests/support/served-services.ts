import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import type { ServiceDefinition } from '../../main/catalogue/service-definition.ts';
import { servedGroups } from '../../main/catalogue/service-view.ts';

/** Every service for every group that it serves: the rows of the tables. */
export const served = baseCatalogue.flatMap((definition) =>
  servedGroups(definition).map((group) => ({ id: definition.id, definition, group })),
);

/** @throws when the catalogue has no such service */
export function serviceOf(id: string): ServiceDefinition {
  const found = baseCatalogue.find((definition) => definition.id === id);
  if (!found) throw new Error(`the catalogue has no ${id}`);
  return found;
}
