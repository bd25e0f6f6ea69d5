import { createHash } from 'node:crypto';
import { citizenIdBirthDate, citizenIdCheckCharacter, citizenIdSex } from '../../contract/citizen-id.ts';
import type { TravelDocument } from '../../contract/travel-document.ts';

/** Somebody who does not exist. */
export interface SyntheticPerson {
  readonly number: string;
  readonly name: string;
  readonly sex: 'male' | 'female';
  /** YYYY-MM-DD */
  readonly birthDate: string;
  readonly standing: 'living' | 'deceased';
  /** 普通护照 and 往来港澳通行证, as their zones say. */
  readonly passport: TravelDocument;
  readonly permit: TravelDocument;
  /** What the code on their telephone says. */
  readonly identityCode: string;
  /** A drawn face: 0 to 1 each, the drawing decides what they mean. No one's likeness. */
  readonly portrait: { readonly skin: number; readonly hair: number; readonly eyeDistance: number };
}

/**
 * 5001… is a district code of Chongqing; sequences below 010 are given out by hand and rarely, so that these numbers
 * are unlikely to be anybody's. The check character is computed.
 */
const drafts: readonly (readonly [
  seventeenDigits: string,
  name: string,
  surname: string,
  givenNames: string,
  standing?: 'deceased',
])[] = [
  ['50010519900101001', '张示例', 'ZHANG', 'SHILI'],
  ['50010519850615002', '李样本', 'LI', 'YANGBEN'],
  ['50010519920315009', '欧阳测试', 'OUYANG', 'CESHI'],
  // Rare characters: outside the first plane (U+2A6A5, U+20BB7), in extension A (U+3400).
  ['50010519780228003', '王𪚥', 'WANG', 'ZHE'],
  ['50010519950808004', '𠮷㐀', 'JI', 'QIU'],
  ['65010219931212005', '阿依古丽·买买提江', 'AYIGULI', 'MAIMAITIJIANG'],
  // A single name is the primary one (ICAO 9303).
  ['54010219880420006', '扎西', 'ZHAXI', ''],
  // On the register in Latin letters, as for a naturalised citizen.
  ['50010319811130007', 'ANNA MARIA EXAMPLE', 'EXAMPLE', 'ANNA MARIA'],
  ['50010320000229008', '赵闰年', 'ZHAO', 'RUNNIAN'],
  ['50010319350101009', '孙长者', 'SUN', 'ZHANGZHE'],
  ['50010319410707001', '周已故', 'ZHOU', 'YIGU', 'deceased'],
  // Younger than 16: comes with a guardian to the counter.
  ['50010320150601002', '吴少年', 'WU', 'SHAONIAN'],
];

const passportOf = (serial: string) =>
  ({
    kind: 'passport',
    format: 'TD3',
    number: `E${serial}`,
    chineseName: null,
    issuingState: 'CHN',
    nationality: 'CHN',
    expiryDate: '2031-05-20',
  }) as const;

const permitOf = (serial: string, name: string) =>
  ({
    kind: 'hkMacaoPermit',
    format: 'EEP',
    number: `C${serial}`,
    // The zone has room for three characters of GBK.
    chineseName: /^[\u4e00-\u9fa5]{1,3}$/.test(name) ? name : null,
    issuingState: 'CHN',
    nationality: 'CHN',
    expiryDate: '2030-08-15',
  }) as const;

export const people: readonly SyntheticPerson[] = drafts.map(([digits, name, surname, givenNames, deceased], index) => {
  const number = digits + citizenIdCheckCharacter(digits);
  const holder = { surname, givenNames, sex: citizenIdSex(number), birthDate: citizenIdBirthDate(number) };
  // A serial that no office has reached, or is ever going to give out again.
  const serial = `000001${String(index).padStart(2, '0')}`;
  return {
    number,
    name,
    sex: holder.sex,
    birthDate: holder.birthDate,
    standing: deceased ?? 'living',
    passport: { ...holder, ...passportOf(serial) },
    permit: { ...holder, ...permitOf(serial, name) },
    identityCode: `XJID1.${createHash('sha256').update(number).digest('base64url').slice(0, 22)}`,
    portrait: { skin: (index * 0.37) % 1, hair: (index * 0.61) % 1, eyeDistance: (index * 0.23) % 1 },
  };
});
