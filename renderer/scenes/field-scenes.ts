import type { FieldFault, FieldView, FieldWarning } from '../../main/contract/field-view.ts';
import { fingerGuidances } from '../../main/contract/finger.ts';
import { progressAt, returning, scene, type Scenes } from './scene.ts';

const details = { progress: progressAt('details') };

const asked = (
  field: FieldView,
  value = '',
  told: { readonly fault?: FieldFault; readonly warning?: FieldWarning } = {},
) => scene({ name: 'field', field, value, fault: null, warning: null, ...told }, details);

const must = { optional: false } as const;
const plate: FieldView = { id: 'plate', kind: 'code', rule: 'plate', scan: false, ...must };
const vin: FieldView = { id: 'vin', kind: 'code', rule: 'vin', scan: false, ...must };
const decision: FieldView = { id: 'decisionNumber', kind: 'code', rule: 'decision', scan: true, ...must };
const fromDate: FieldView = {
  id: 'fromDate',
  kind: 'date',
  today: '2026-11-21',
  earliest: '2026-11-21',
  latest: '2026-12-21',
  ...must,
};
const arrival: FieldView = {
  id: 'arrivalDate',
  kind: 'date',
  today: '2026-11-21',
  earliest: '2025-11-21',
  latest: '2026-11-21',
  ...must,
};
const address: FieldView = { id: 'address', kind: 'address', ...must };
const colours = ['white', 'black', 'grey', 'red', 'blue', 'yellow', 'green', 'brown', 'purple', 'pink', 'other'];

/** Every kind of question, in the states worth looking at; the photo of a document and its fingers. */
export const fieldScenes = (photo: string): Scenes => ({
  'field-plate': asked(plate),
  'field-plate-begun': asked(plate, '渝A1234'),
  'field-plate-wrong': asked(plate, '渝AI2345', { fault: 'badShape' }),
  'field-vin': asked(vin, '1M8GDM9A'),
  'field-vin-warning': asked(vin, '1M8GDM9A1KP042788', { warning: 'checkDigit' }),
  'field-decision': asked(decision),
  'field-file': asked({ id: 'licenceFile', kind: 'code', rule: 'licenceFile', scan: false, optional: true }),
  'field-receipt': asked({ id: 'receiptNumber', kind: 'code', rule: 'receipt', scan: true, ...must }, 'XJA072611'),
  'field-citizenId': asked(
    { id: 'relatedNumber', kind: 'code', rule: 'citizenId', scan: false, ...must },
    '5001051990',
  ),
  'field-date': asked(fromDate),
  'field-date-late': asked(arrival, '2026-11-13', { warning: 'late' }),
  'field-date-wrong': asked(fromDate, '2026-12-31', { fault: 'tooLate' }),
  'field-country': asked({ id: 'country', kind: 'country', optional: true }),
  'field-country-chosen': asked({ id: 'nationality', kind: 'country', ...must }, 'DEU'),
  'field-address': asked(address),
  'field-address-text': asked(address, '500103003 民权路 28 号 1-1'),
  'field-personName': asked({ id: 'relatedName', kind: 'personName', ...must }),
  'field-choice-many': asked({ id: 'colour', kind: 'choice', options: colours, ...must }),
  idPhoto: scene({ name: 'idPhoto', profile: 'idCard', shots: [] }, { progress: progressAt('details'), ...returning }),
  'idPhoto-second': scene({ name: 'idPhoto', profile: 'idCard', shots: [photo] }, { ...details, ...returning }),
  'idPhoto-choose': scene({ name: 'idPhoto', profile: 'idCard', shots: [photo, photo] }, { ...details, ...returning }),
  ...Object.fromEntries(
    fingerGuidances.map((guidance) => [
      guidance === 'place' ? 'fingers' : `fingers-${guidance}`,
      scene({ name: 'fingers', hand: 'right', guidance, attempt: 1, attemptsAllowed: 3 }, { ...details, ...returning }),
    ]),
  ),
  'fingers-left': scene(
    { name: 'fingers', hand: 'left', guidance: 'place', attempt: 1, attemptsAllowed: 3 },
    { ...details, ...returning },
  ),
});
