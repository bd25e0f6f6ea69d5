/** 户口: one household with its members, and what changed in a member's entry. */
export interface HouseholdMember {
  readonly person: string;
  /** To the head. Words of GB/T 4761. */
  readonly relation: string;
}
export interface EntryChange {
  readonly person: string;
  /** The item: name, birthDate, sex, ethnicity or idNumber. */
  readonly item: string;
  readonly from: string;
  readonly to: string;
  readonly on: string;
}
export interface Household {
  readonly station: string;
  /** Whether that station answers through this gateway: 户口登记条例 Art. 4 leaves a record with its own station. */
  readonly answersHere: boolean;
  /** GB/T 2260, and street and house. */
  readonly address: string;
  readonly members: readonly HouseholdMember[];
  readonly changes: readonly EntryChange[];
  /** Who was taken out, and why. */
  readonly deregistered: readonly { readonly person: string; readonly on: string; readonly because: string }[];
}

export const households: readonly Household[] = [
  {
    station: '示例市公安局江北区分局示例路派出所',
    answersHere: true,
    address: '500105 示例路1号1单元1-1',
    members: [
      { person: 'zhang', relation: '户主' },
      { person: 'li', relation: '妻' },
      { person: 'wu', relation: '继子' },
    ],
    changes: [{ person: 'zhang', item: 'name', from: '张例', to: '张示例', on: '2008-04-03' }],
    deregistered: [],
  },
  {
    station: '示例市公安局江北区分局示例路派出所',
    answersHere: true,
    address: '500105 示例巷3号2单元5-4',
    members: [
      { person: 'ouyang', relation: '户主' },
      { person: 'wang', relation: '弟' },
      { person: 'ji', relation: '侄' },
      { person: 'zheng', relation: '非亲属' },
    ],
    changes: [{ person: 'ouyang', item: 'birthDate', from: '1992-05-13', to: '1992-03-15', on: '2011-10-20' }],
    deregistered: [],
  },
  {
    station: '示例市公安局渝中区分局样本街派出所',
    answersHere: true,
    address: '500103 样本街8号',
    members: [
      { person: 'sun', relation: '户主' },
      { person: 'zhao', relation: '孙子' },
      { person: 'anna', relation: '孙女' },
      { person: 'qian', relation: '曾孙' },
    ],
    changes: [],
    deregistered: [{ person: 'zhou', on: '2021-12-30', because: '死亡注销' }],
  },
  {
    station: '乌鲁木齐市公安局天山区分局示例街派出所',
    answersHere: false,
    address: '650102 示例街2号',
    members: [{ person: 'ayiguli', relation: '户主' }],
    changes: [],
    deregistered: [],
  },
  {
    station: '拉萨市公安局城关区分局示例东路派出所',
    answersHere: false,
    address: '540102 示例东路5号',
    members: [{ person: 'zhaxi', relation: '户主' }],
    changes: [],
    deregistered: [],
  },
];

/** 监护: who may act for which child. */
export const guardians: readonly { readonly guardian: string; readonly ward: string }[] = [
  { guardian: 'zhang', ward: 'wu' },
  { guardian: 'li', ward: 'wu' },
];

/** Whose record the register is looking into, so that nothing is issued on it. */
export const unusableRecords: readonly string[] = ['zheng'];
