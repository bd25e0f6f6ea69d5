import { AddressField } from './address-field.tsx';
import { ChoiceField } from './choice-field.tsx';
import { CodeField } from './code-field.tsx';
import { CountryField } from './country-field.tsx';
import { DateField } from './date-field.tsx';
import { PersonNameField } from './person-name-field.tsx';
import { PhoneField } from './phone-field.tsx';
import type { StepOf } from './step.ts';
import { TextField } from './text-field.tsx';

/** One question of the service. */
export function Field({ step }: { readonly step: StepOf<'field'> }) {
  const { field, value, fault, warning } = step;
  const given = { value, fault, warning };
  switch (field.kind) {
    case 'choice':
      return <ChoiceField field={field} {...given} />;
    case 'text':
      return <TextField field={field} {...given} />;
    case 'phone':
      return <PhoneField field={field} {...given} />;
    case 'personName':
      return <PersonNameField field={field} {...given} />;
    case 'code':
      return <CodeField field={field} {...given} />;
    case 'date':
      return <DateField field={field} {...given} />;
    case 'country':
      return <CountryField field={field} {...given} />;
    case 'address':
      return <AddressField field={field} {...given} />;
  }
}
