import { describe, expect, test } from 'vitest';
import { assert, property, string } from 'fast-check';
import { serviceSearch } from '../../main/catalogue/service-search.ts';

const search = serviceSearch([
  {
    id: 'temp-id-proof',
    texts: [
      '临时身份证明',
      'Temporary Identity Proof',
      '身份证丢了',
      '坐火车没带身份证',
      'lost my ID',
      'lost ID card',
      'train hotel',
    ],
  },
  { id: 'id-card-replacement', texts: ['居民身份证丢失补领', 'ID Card Replacement', '补办身份证', 'new ID card'] },
  { id: 'passport-reissue', texts: ['普通护照换发补发', 'Ordinary Passport Renewal', 'passport'] },
  { id: 'traffic-violation-handling', texts: ['电子监控交通违法处理', 'Traffic Violation Handling', '违章'] },
  { id: 'residence-permit-endorsement', texts: ['居住证签注', 'Residence Permit Endorsement'] },
]);

describe('a visitor looks for a service', () => {
  test.each([
    ['身份证丢了', 'temp-id-proof'],
    ['shenfenzheng', 'temp-id-proof'],
    ['sfz', 'temp-id-proof'],
    ['lost my ID', 'temp-id-proof'],
    ['LOST', 'temp-id-proof'],
    ['huzhao', 'passport-reissue'],
    ['pasport', 'passport-reissue'],
    ['weifa', 'traffic-violation-handling'],
    ['jzz', 'residence-permit-endorsement'],
    ['补领', 'id-card-replacement'],
  ])('%s', (typed, expected) => {
    expect(search(typed).slice(0, 3)).toContain(expected);
  });

  test('nonsense finds nothing', () => {
    expect(search('qqqqqq')).toEqual([]);
    expect(search('')).toEqual([]);
  });

  test('whatever is typed, it answers with at most eight known services', () => {
    assert(property(string({ unit: 'grapheme', maxLength: 80 }), (typed) => search(typed).length <= 8));
  });
});
