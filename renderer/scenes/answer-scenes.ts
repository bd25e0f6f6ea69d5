import type { Step } from '../../main/contract/session-snapshot.ts';
import { progressAt, scene, type Scenes } from './scene.ts';

const details = { progress: progressAt('details') };
export const longUnit = '重庆江北国际机场三号航站楼国内出发安检口及中国民用航空西南地区管理局证件查验';
export const purpose: Step = {
  name: 'field',
  field: {
    id: 'purpose',
    kind: 'choice',
    optional: false,
    options: ['rail', 'air', 'coach', 'ship', 'hotel', 'exam'],
  },
  value: '',
  fault: null,
  warning: null,
};

/** The questions of the temporary identity proof. */
export const answerScenes: Scenes = {
  purpose: scene(purpose, details),
  'purpose-chosen': scene({ ...purpose, value: 'hotel' }, details),
  receivingUnit: scene(
    {
      name: 'field',
      field: { id: 'receivingUnit', kind: 'text', optional: false, maxLength: 40 },
      value: '',
      fault: null,
      warning: null,
    },
    details,
  ),
  'receivingUnit-long': scene(
    {
      name: 'field',
      field: { id: 'receivingUnit', kind: 'text', optional: false, maxLength: 40 },
      value: longUnit,
      fault: 'badCharacter',
      warning: null,
    },
    details,
  ),
  phone: scene(
    { name: 'field', field: { id: 'phone', kind: 'phone', optional: false }, value: '', fault: null, warning: null },
    details,
  ),
  'phone-right': scene(
    {
      name: 'field',
      field: { id: 'phone', kind: 'phone', optional: false },
      value: '+8613800138000',
      fault: null,
      warning: null,
    },
    details,
  ),
};
