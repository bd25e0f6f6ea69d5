import { z } from 'zod';
import { visitorGroups } from '../contract/visitor-group.ts';
import { err, ok, type Result } from '../contract/result.ts';
import {
  groupRuleSchema,
  key,
  limits,
  paperHours,
  purposeHours,
  serviceDefinitionSchema,
  yuan,
  type RefusalDefinition,
  type ServiceDefinition,
} from './service-definition.ts';

/** What a city may change of one service: numbers, who is served, whether it is open. Never what is asked or proved. */
export const serviceChangeSchema = z.strictObject({
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
      minutes: limits.minutes.exactOptional(),
      workingDays: limits.workingDays.exactOptional(),
      promisedWorkingDays: limits.promisedWorkingDays.exactOptional(),
    })
    .exactOptional(),
  /** Uses that stay, with the hours each is valid for; what is not named is not offered here. */
  purposes: z.record(key, purposeHours).exactOptional(),
  validityHours: paperHours.exactOptional(),
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
    const sendings = groupRefusals(base, service);
    const fault = change ? faultOf(service, change, sendings) : null;
    if (fault) return err({ ...fault, path: ['services', service.id, ...fault.path] });
    changed.push(change ? serviceDefinitionSchema.parse(applied(service, change, sendings)) : service);
  }
  return ok(changed);
}

type Sendings = ReadonlyMap<string, RefusalDefinition>;

/** How the services of this area send a whole group elsewhere, by id; a service's own words go first. */
function groupRefusals(base: readonly ServiceDefinition[], service: ServiceDefinition): Sendings {
  const found = new Map<string, RefusalDefinition>();
  for (const { who, refusals } of [service, ...base.filter(({ area }) => area === service.area)]) {
    for (const rule of Object.values(who)) {
      const refusal = refusals.find(({ id }) => !rule.served && id === rule.refusal);
      if (refusal && !found.has(refusal.id)) found.set(refusal.id, refusal);
    }
  }
  return found;
}

function applied(service: ServiceDefinition, change: ServiceChange, sendings: Sendings): ServiceDefinition {
  const { open, fee, limit, purposes, validityHours } = change;
  const who = { ...service.who, ...change.who };
  return {
    ...service,
    open: open ?? service.open,
    who,
    refusals: [...service.refusals, ...newRefusals(service, who, sendings)],
    limit: { ...service.limit, ...limit },
    fee: fee ? changedFee(service.fee, fee) : service.fee,
    purposes: purposes
      ? service.purposes.flatMap(({ id }) => (purposes[id] ? [{ id, validityHours: purposes[id] }] : []))
      : service.purposes,
    fields: purposes ? service.fields.map((field) => withOptions(field, Object.keys(purposes))) : service.fields,
    ...(validityHours !== undefined && { validityHours }),
  };
}

/** Declared by another service of the area; its basis is a place in that one's list of laws and stays there. */
function newRefusals(
  { refusals }: ServiceDefinition,
  who: ServiceDefinition['who'],
  sendings: Sendings,
): RefusalDefinition[] {
  const wanted = new Set(Object.values(who).flatMap((rule) => (rule.served ? [] : [rule.refusal])));
  return [...sendings.values()]
    .filter(({ id }) => wanted.has(id) && !refusals.some((own) => own.id === id))
    .map(({ id, place }) => ({ id, place }));
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
function faultOf(service: ServiceDefinition, change: ServiceChange, sendings: Sendings): OverrideFault | null {
  return whoFault(service, change, sendings) ?? feeFault(service, change) ?? purposeFault(service, change);
}

function whoFault(
  { id, identity, who: base }: ServiceDefinition,
  { who = {} }: ServiceChange,
  sendings: Sendings,
): OverrideFault | null {
  const asksNobody = Object.keys(identity).length === 0;
  for (const group of visitorGroups) {
    const rule = who[group];
    if (rule?.served === true && !asksNobody && identity[group] === undefined)
      return { path: ['who', group], message: `${id} knows no way for this group to say who it is` };
    if (rule?.served === false && !sendings.has(rule.refusal))
      return { path: ['who', group, 'refusal'], message: `no service of this area sends a group by ${rule.refusal}` };
  }
  return Object.values({ ...base, ...who }).some(({ served }) => served)
    ? null
    : { path: ['who'], message: `${id} would serve nobody; close it instead` };
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

function purposeFault(
  { id, purposes: base, validityHours: baseHours }: ServiceDefinition,
  { purposes, validityHours }: ServiceChange,
): OverrideFault | null {
  if (validityHours !== undefined && baseHours === undefined)
    return { path: ['validityHours'], message: `no paper of ${id} has hours of its own` };
  if (!purposes) return null;
  const unknown = Object.keys(purposes).find((purpose) => !base.some((one) => one.id === purpose));
  if (unknown !== undefined) return { path: ['purposes', unknown], message: `${id} has no purpose ${unknown}` };
  return Object.keys(purposes).length < 2
    ? { path: ['purposes'], message: 'at least two purposes must stay; close the service instead' }
    : null;
}
