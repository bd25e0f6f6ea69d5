import type { FieldFault, FieldView, FieldWarning } from '../../main/contract/field-view.ts';

/** What each kind of question gets. */
export interface FieldProps<Kind extends FieldView['kind']> {
  readonly field: Extract<FieldView, { readonly kind: Kind }>;
  readonly value: string;
  readonly fault: FieldFault | null;
  readonly warning: FieldWarning | null;
}
