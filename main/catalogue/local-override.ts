import { z } from 'zod';
import { visitorGroups } from '../contract/visitor-group.ts';
import { err, ok, type Result } from '../contract/result.ts';
import { groupRuleSchema, key, serviceDefinitionSchema, yuan, type ServiceDefinition } from './service-definition.ts';

const hours = z
  .int()
  .min(1)
  .max(24 * 400);
const workingDays = z.int().min(1).max(120);

/** What a city may change of one service: numbers, who is served, whether it is open. Never what is asked or proved. */
const serviceChangeSchema = z.strictObject({
  open: z.boolean().exactOptional(),
  who: z
    .strictObject({
      mainland: groupRuleSchema.exactOptional(),
      hmt: groupRuleSchema.exactOptional(),
      foreign: groupRuleSchema.exactOptional(),
    })
    .exactOptional(),
  /** In yuan: the fee itself, and what each answer costs. */
  fee: z
    .strictObject({ yuan: yuan.exactOptional(), answers: z.record(key, z.record(key, yuan)).exactOptional() })
    .exactOptional(),
  limit: z
    .strictObject({
      minutes: z.int().min(1).max(60).exactOptional(),
      workingDays: workingDays.nullable().exactOptional(),
      promisedWorkingDays: workingDays.nullable().exactOptional(),
    })
    .exactOptional(),
  /** Uses that stay, with the hours each is valid for; what is not named is not offered here. */
  purposes: z.record(key, hours).exactOptional(),
  validityHours: hours.exactOptional(),
});
type ServiceChange = z.infer<typeof serviceChangeSchema>;

/** A city's file. `version` rises with every edition, so that an old one cannot be put back. */
export const localOverrideSchema = z.strictObject({
  version: z.int().min(1).max(999_999_999),
  city: z.string().min(1).max(80),
  services: z.record(z.string().regex(/^[a-z][a-z0-9-]{1,39}$/), serviceChangeSchema),
});
export type LocalOverride = z.infer<typeof localOverrideSchema>;

/** Where in the file something is wrong, and what. */
export interface OverrideFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** The catalogue with a city's changes; all of them or, with the first that does not fit, none. */
export function overriddenCatalogue(
  base: readonly ServiceDefinition[],
  override: LocalOverride,
): Result<readonly ServiceDefinition[], OverrideFault> {
  const unknown = Object.keys(override.services).find((id) => !base.some((service) => service.id === id));
  if (unknown !== undefined) return err({ path: ['services', unknown], message: `there is no service ${unknown}` });
  const changed: ServiceDefinition[] = [];
  for (const service of base) {
    const change = override.services[service.id];
    const fault = change ? faultOf(service, change) : null;
    if (fault) return err({ ...fault, path: ['services', service.id, ...fault.path] });
    changed.push(change ? serviceDefinitionSchema.parse(applied(service, change)) : service);
  }
  return ok(changed);
}

function applied(service: ServiceDefinition, change: ServiceChange): ServiceDefinition {
  const { open, who, fee, limit, purposes, validityHours } = change;
  return {
    ...service,
    open: open ?? service.open,
    who: { ...service.who, ...who },
    limit: { ...service.limit, ...limit },
    fee: fee ? changedFee(service.fee, fee) : service.fee,
    purposes: purposes
      ? service.purposes.flatMap(({ id }) => (purposes[id] ? [{ id, validityHours: purposes[id] }] : []))
      : service.purposes,
    fields: purposes ? service.fields.map((field) => withOptions(field, Object.keys(purposes))) : service.fields,
    ...(validityHours !== undefined && { validityHours }),
  };
}

/** A purpose that is not offered is not asked about. */
const withOptions = (
  field: ServiceDefinition['fields'][number],
  offered: readonly string[],
): ServiceDefinition['fields'][number] =>
  field.kind === 'choice' && field.id === 'purpose'
    ? { ...field, options: field.options.filter((option) => offered.includes(option)) }
    : field;

function changedFee(
  fee: ServiceDefinition['fee'],
  change: NonNullable<ServiceChange['fee']>,
): ServiceDefinition['fee'] {
  const { yuan: base, answers = {} } = change;
  if (fee.kind !== 'table') return { kind: 'table', yuan: base ?? 0, terms: [] };
  const terms = fee.terms.map((term) => ({ ...term, yuan: { ...term.yuan, ...answers[term.field] } }));
  return { ...fee, yuan: base ?? fee.yuan, terms };
}

/** What of a change this service cannot do. */
function faultOf(service: ServiceDefinition, change: ServiceChange): OverrideFault | null {
  return whoFault(service, change) ?? feeFault(service, change) ?? purposeFault(service, change);
}

function whoFault(service: ServiceDefinition, { who = {} }: ServiceChange): OverrideFault | null {
  const asksNobody = Object.keys(service.identity).length === 0;
  for (const group of visitorGroups) {
    const rule = who[group];
    if (rule?.served === true && !asksNobody && service.identity[group] === undefined)
      return { path: ['who', group], message: `${service.id} knows no way for this group to say who it is` };
    if (rule?.served === false && !service.refusals.some(({ id }) => id === rule.refusal))
      return { path: ['who', group, 'refusal'], message: `${service.id} has no refusal ${rule.refusal}` };
  }
  return null;
}

function feeFault({ id, fee, payment }: ServiceDefinition, { fee: change }: ServiceChange): OverrideFault | null {
  if (!change) return null;
  if (fee.kind === 'fine') return { path: ['fee'], message: 'a fine is what its decision says' };
  if (payment === 'none') return { path: ['fee'], message: `${id} has no step in which anybody could pay` };
  const terms = fee.kind === 'table' ? fee.terms : [];
  for (const [field, options] of Object.entries(change.answers ?? {})) {
    const term = terms.find((one) => one.field === field);
    const unknown = Object.keys(options).find((option) => term?.yuan[option] === undefined);
    if (!term) return { path: ['fee', 'answers', field], message: `the fee of ${id} does not depend on ${field}` };
    if (unknown !== undefined)
      return { path: ['fee', 'answers', field, unknown], message: `${field} has no answer ${unknown}` };
  }
  return null;
}

function purposeFault({ id, purposes: base }: ServiceDefinition, change: ServiceChange): OverrideFault | null {
  const { purposes } = change;
  if (!purposes) return null;
  const unknown = Object.keys(purposes).find((purpose) => !base.some((one) => one.id === purpose));
  if (unknown !== undefined) return { path: ['purposes', unknown], message: `${id} has no purpose ${unknown}` };
  return Object.keys(purposes).length < 2
    ? { path: ['purposes'], message: 'at least two purposes must stay; close the service instead' }
    : null;
}
