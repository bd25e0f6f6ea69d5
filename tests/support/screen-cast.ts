import { addDays } from '../../main/contract/calendar-day.ts';
import type { Language } from '../../main/contract/language.ts';
import type { World } from '../../main/gateway/simulator/world/world.ts';
import type { Errand } from './screen-visitor.ts';
import { personNamed } from './world.ts';

type Part = Omit<Errand, 'service' | 'language' | 'group' | 'person'> & {
  readonly who: string | null;
  readonly group?: Errand['group'];
};
type Role = Part | ((world: World) => Part);

const vehicle =
  (part: Part, plate: string, more: Readonly<Record<string, string>> = {}) =>
  ({ vehicles }: World): Part => {
    const found = vehicles.find((one) => one.plate === plate);
    if (!found) throw new Error(`no vehicle ${plate}`);
    return { ...part, answers: { plate, plateType: `t${found.plateType}`, vinTail: found.vin.slice(-6), ...more } };
  };

const receipt =
  (part: Part, applicant: string, service: string) =>
  ({ applications }: World): Part => {
    const found = applications.find((one) => one.applicant === applicant && one.service === service);
    if (!found) throw new Error(`no ${service} of ${applicant}`);
    return { ...part, answers: { receiptNumber: found.receiptNumber, documentTail: found.documentTail } };
  };

const newVehicle =
  (part: Part, index: number) =>
  ({ newVehicles }: World): Part => ({ ...part, answers: { vin: newVehicles[index]?.vin ?? '' } });

/** The year of a permit ends soon, whoever has had it endorsed before. */
const nearlyAYear =
  (part: Part) =>
  ({ residencePermits, stays }: World): Part => {
    const today = addDays(stays[0]?.entryDate ?? '', 19);
    for (const permit of residencePermits) if (permit.holder === part.who) permit.endorsedUntil = addDays(today, 20);
    return part;
  };

/**
 * Who comes for each service: residents of the Mainland in Chinese; in English whoever else is served. Every way to say
 * who one is and to prove it is gone by somebody, and nobody comes twice for what is given once.
 */
const cast: Readonly<Record<string, Readonly<Record<Language, Role>>>> = {
  'temp-id-proof': {
    'zh-CN': { who: 'zhang', method: 'code', way: 'finger' },
    en: { who: 'anna', method: 'type', way: 'officer' },
  },
  'id-card-renewal': {
    'zh-CN': { who: 'zhang', way: 'face' },
    en: { who: 'zhaxi', way: 'finger', answers: { delivery: 'post', temporaryCard: 'yes' } },
  },
  'id-card-replacement': {
    'zh-CN': { who: 'li', method: 'type', way: 'finger' },
    en: { who: 'anna', method: 'type', way: 'officer', answers: { reason: 'damaged' } },
  },
  'id-card-collection': {
    'zh-CN': receipt({ who: 'zhang', method: 'card', way: 'finger' }, 'zhang', 'id-card-renewal'),
    en: receipt({ who: 'li', method: 'card', way: 'officer' }, 'li', 'id-card-replacement'),
  },
  'household-certificate': {
    'zh-CN': {
      who: 'zhang',
      method: 'card',
      way: 'finger',
      answers: { certificateType: 'itemChange', changedItem: 'name' },
    },
    en: {
      who: 'ouyang',
      method: 'card',
      way: 'officer',
      answers: { certificateType: 'itemChange', changedItem: 'birthDate' },
    },
  },
  'no-criminal-record': {
    'zh-CN': { who: 'zhang', method: 'card', way: 'officer' },
    en: { who: 'engineer', method: 'passport', way: 'finger', answers: { country: 'FRA' } },
  },
  'residence-permit-endorsement': {
    'zh-CN': nearlyAYear({ who: 'zhaxi', way: 'finger' }),
    en: nearlyAYear({ who: 'zhaxi', way: 'officer', answers: { addressChanged: 'yes' } }),
  },
  'hk-macao-endorsement': {
    'zh-CN': { who: 'zhang', way: 'finger' },
    en: { who: 'li', way: 'officer', answers: { destination: 'both', visits: 'yearTwice' } },
  },
  'passport-reissue': {
    'zh-CN': { who: 'zhang', way: 'finger' },
    en: { who: 'li', way: 'officer', answers: { reason: 'lost', documentDelivery: 'post' } },
  },
  'hk-macao-taiwan-permit-reissue': {
    'zh-CN': { who: 'zhang', way: 'officer' },
    en: { who: 'li', way: 'finger', answers: { permitKind: 'taiwan' } },
  },
  'foreigner-accommodation-registration': {
    'zh-CN': { who: 'zhang', answers: { guestGivenNames: '', guestDocumentExpiry: '' } },
    en: { who: 'tourist', method: 'passport' },
  },
  'exit-entry-record-query': {
    'zh-CN': { who: 'zhang', way: 'finger', answers: { periodFrom: '2020-01-01' } },
    en: { who: 'hongKong', method: 'card', way: 'officer', answers: { periodFrom: '2020-01-01' } },
  },
  'exit-entry-progress-query': {
    'zh-CN': receipt({ who: null }, 'li', 'passport-reissue'),
    en: receipt({ who: null, group: 'foreign' }, 'tourist', 'visa-extension'),
  },
  'traffic-record-query': {
    'zh-CN': { who: 'zhang', method: 'card', way: 'finger' },
    en: { who: 'permanent', method: 'card', way: 'officer' },
  },
  'traffic-violation-handling': {
    'zh-CN': { who: 'zhang', method: 'card', way: 'face', answers: { contactMethod: 'post' } },
    en: { who: 'li', method: 'card', way: 'finger', pays: 'later' },
  },
  'traffic-fine-payment': {
    'zh-CN': { who: null, answers: { decisionNumber: '5001050000000017' } },
    en: { who: null, group: 'foreign', answers: { decisionNumber: '5001050000000066' } },
  },
  'driving-licence-renewal': {
    'zh-CN': { who: 'ouyang', method: 'card', way: 'finger' },
    en: { who: 'taiwan', method: 'passport', way: 'face', answers: { licenceDelivery: 'post' } },
  },
  'driving-licence-replacement': {
    'zh-CN': { who: 'zhang', method: 'type', way: 'officer' },
    en: { who: 'engineer', method: 'passport', way: 'finger', answers: { reason: 'damaged' } },
  },
  'vehicle-licence-replacement': {
    'zh-CN': vehicle({ who: 'zhang', method: 'card', way: 'finger' }, '渝A12345'),
    en: vehicle({ who: 'hongKong', method: 'passport', way: 'officer' }, '渝A6Z801', { reason: 'damaged' }),
  },
  'inspection-mark': {
    'zh-CN': vehicle({ who: 'zhang', method: 'card', way: 'officer' }, '渝AD12345'),
    en: vehicle({ who: 'engineer', method: 'passport', way: 'finger' }, '渝AD80123'),
  },
  'temporary-plate': {
    'zh-CN': newVehicle({ who: 'zhang', method: 'card', way: 'finger' }, 0),
    en: newVehicle({ who: 'macao', method: 'card', way: 'officer' }, 3),
  },
};

/** The errand of whoever comes for this service in this language. */
export function errandFor(service: string, language: Language, world: World): Errand {
  const role = cast[service]?.[language];
  if (!role) throw new Error(`nobody comes for ${service} in ${language}`);
  const { who, group, ...part } = typeof role === 'function' ? role(world) : role;
  const person = who === null ? null : personNamed(who);
  return { service, language, person, group: group ?? person?.group ?? 'mainland', ...part };
}
