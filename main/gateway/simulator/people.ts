import { citizenIdBirthDate, citizenIdCheckCharacter, citizenIdSex } from '../../contract/citizen-id.ts';

/** Somebody who does not exist. */
export interface SyntheticPerson {
  readonly number: string;
  readonly name: string;
  readonly sex: 'male' | 'female';
  /** YYYY-MM-DD */
  readonly birthDate: string;
  readonly standing: 'living' | 'deceased';
  /** A drawn face: 0 to 1 each, the drawing decides what they mean. No one's likeness. */
  readonly portrait: { readonly skin: number; readonly hair: number; readonly eyeDistance: number };
}

/**
 * 5001… is a district code of Chongqing; sequences below 010 are given out by hand and rarely, so that these numbers
 * are unlikely to be anybody's. The check character is computed.
 */
const drafts: readonly (readonly [seventeenDigits: string, name: string, standing?: 'deceased'])[] = [
  ['50010519900101001', '张示例'],
  ['50010519850615002', '李样本'],
  ['50010519920315009', '欧阳测试'],
  // Rare characters: outside the first plane (U+2A6A5, U+20BB7), in extension A (U+3400).
  ['50010519780228003', '王𪚥'],
  ['50010519950808004', '𠮷㐀'],
  ['65010219931212005', '阿依古丽·买买提江'],
  ['54010219880420006', '扎西'],
  // On the register in Latin letters, as for a naturalised citizen.
  ['50010319811130007', 'ANNA MARIA EXAMPLE'],
  ['50010320000229008', '赵闰年'],
  ['50010319350101009', '孙长者'],
  ['50010319410707001', '周已故', 'deceased'],
  // Younger than 16: comes with a guardian to the counter.
  ['50010320150601002', '吴少年'],
];

export const people: readonly SyntheticPerson[] = drafts.map(([digits, name, deceased], index) => {
  const number = digits + citizenIdCheckCharacter(digits);
  const standing = deceased ?? 'living';
  const portrait = { skin: (index * 0.37) % 1, hair: (index * 0.61) % 1, eyeDistance: (index * 0.23) % 1 };
  return { number, name, sex: citizenIdSex(number), birthDate: citizenIdBirthDate(number), standing, portrait };
});
