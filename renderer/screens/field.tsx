import type { StepOf } from './step.ts';
import { ChoiceField } from './choice-field.tsx';
import { PhoneField } from './phone-field.tsx';
import { TextField } from './text-field.tsx';

/** One question of the service. */
export function Field({ step }: { readonly step: StepOf<'field'> }) {
  const { field, value, fault } = step;
  switch (field.kind) {
    case 'choice':
      return <ChoiceField field={field} value={value} fault={fault} />;
    case 'text':
      return <TextField field={field} value={value} fault={fault} />;
    case 'phone':
      return <PhoneField field={field} value={value} fault={fault} />;
  }
}
