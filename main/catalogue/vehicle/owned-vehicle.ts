import type { Condition, FieldDefinition, QuestionDefinition } from '../service-definition.ts';

/** A company's vehicle needs its stamp and its agent. Ours (no rule): a city's to change. */
export const ownerQuestion: QuestionDefinition = {
  id: 'owner',
  options: ['individual', 'company'],
  refuses: { company: 'companyVehicle' },
};

/**
 * Which vehicle. Kinds of plate by GA 24.7, the common one first; the last six of the VIN show that the papers are at
 * hand. Codes and tail are this project's first values: a city's to change.
 */
export const vehicleFields = (when?: Condition): FieldDefinition[] => {
  const asked = when ? { when } : {};
  return [
    { id: 'plateType', kind: 'choice', options: ['t02', 't52', 't01', 't51', 't07', 't15', 't16'], ...asked },
    { id: 'plate', kind: 'code', rule: 'plate', ...asked },
    { id: 'vinTail', kind: 'code', rule: 'vinTail', ...asked },
  ];
};
