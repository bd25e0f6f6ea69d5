import { expect, test } from 'vitest';
import { announced, services } from '../../main/catalogue/catalogue.ts';
import { serviceDefinitionSchema } from '../../main/catalogue/service-definition.ts';

const ids = [...services, ...announced].map(({ id }) => id);

test('the wall has 21 services, each once', () => {
  expect(ids).toHaveLength(21);
  expect(new Set(ids).size).toBe(21);
});

test.each(services)('$id is a service as the schema says, and holds together', (service) => {
  expect(serviceDefinitionSchema.parse(service)).toEqual(service);
  // A kiosk whose devices are all away still lets everybody say who they are.
  expect(service.identity.methods).toContain('type');
  for (const offer of service.offers) expect(ids).toContain(offer);
  const asked = service.fields.find(({ id }) => id === 'purpose');
  const options = asked?.kind === 'choice' ? asked.options : [];
  expect(service.purposes.map(({ id }) => id).toSorted()).toEqual(options.toSorted());
});
