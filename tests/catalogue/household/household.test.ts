import { describe, expect, test } from 'vitest';
import { feeFen, feeView } from '../../../main/catalogue/fee.ts';
import { household } from '../../../main/catalogue/household/household.ts';
import type { ServiceDefinition } from '../../../main/catalogue/service-definition.ts';
import { serviceSearch } from '../../../main/catalogue/service-search.ts';
import { servedGroups } from '../../../main/catalogue/service-view.ts';
import { searchEntries } from '../../../main/documents/service-words.ts';
import { wordsFor } from '../../../main/documents/words.ts';

const service = (id: string): ServiceDefinition => household.find((one) => one.id === id) ?? expect.fail(`no ${id}`);
const refusalsOf = (id: string): string[] => service(id).refusals.map((refusal) => refusal.id);

test('the wall has seven, in this order', () => {
  expect(household.map(({ id }) => id)).toEqual([
    'temp-id-proof',
    'id-card-renewal',
    'id-card-replacement',
    'id-card-collection',
    'household-certificate',
    'no-criminal-record',
    'residence-permit-endorsement',
  ]);
});

describe('fees', () => {
  // 发改价格〔2003〕2322 号: 20 for a renewal, 40 after loss or damage, 10 for the temporary card.
  test.each([
    ['id-card-renewal', {}, 20],
    ['id-card-renewal', { temporaryCard: 'no' }, 20],
    ['id-card-renewal', { temporaryCard: 'yes' }, 30],
    ['id-card-replacement', { reason: 'lost', temporaryCard: 'no' }, 40],
    ['id-card-replacement', { reason: 'damaged', temporaryCard: 'yes' }, 50],
    // Free by law: 居住证暂行条例 Art. 21.
    ['residence-permit-endorsement', {}, 0],
    ['no-criminal-record', {}, 0],
  ])('%s with %j is %i yuan', (id, answers, yuan) => {
    expect(feeFen(service(id).fee, answers, 0)).toBe(100 * yuan);
  });
  test('the first page says from what to what', () => {
    expect(feeView(service('id-card-renewal').fee)).toEqual({ kind: 'range', yuanFrom: 20, yuanTo: 30 });
    expect(feeView(service('id-card-replacement').fee)).toEqual({ kind: 'range', yuanFrom: 40, yuanTo: 50 });
  });
});

describe('who is served', () => {
  test('papers of Mainland residents are theirs; the record of no crime is for everybody', () => {
    for (const one of household) {
      expect(servedGroups(one), one.id).toEqual(
        one.id === 'no-criminal-record' ? ['mainland', 'hmt', 'foreign'] : ['mainland'],
      );
    }
  });
  // What the office answers with; an id that the service does not declare would be no answer.
  test.each([
    ['temp-id-proof', ['guardianNotRegistered', 'recordNotUsable']],
    [
      'id-card-renewal',
      ['tooEarlyToRenew', 'firstIssueAtCounter', 'noFingerprintsOnRecord', 'rareCharacters', 'recordNotUsable'],
    ],
    ['id-card-replacement', ['firstIssueAtCounter', 'rareCharacters', 'recordNotUsable']],
    ['id-card-collection', ['cardNotHere', 'cardNotReady', 'notTheApplicant']],
    ['household-certificate', ['onlyHukouStation', 'recordNotUsable']],
    ['no-criminal-record', ['stayedUnder180Days', 'proofOfUseNeeded']],
    ['residence-permit-endorsement', ['noResidencePermit', 'tooEarlyToEndorse']],
  ])('%s knows every reason of the office', (id, reasons) => {
    expect(refusalsOf(id)).toEqual(expect.arrayContaining(reasons));
  });
  test('a card that ended is what a renewal is for', () => {
    expect(service('id-card-renewal').identity.mainland).toMatchObject({
      methods: ['card'],
      expiredCardAccepted: true,
    });
  });
  test('who lost the card types the number', () => {
    for (const id of ['temp-id-proof', 'id-card-replacement', 'id-card-collection']) {
      expect(service(id).identity.mainland?.methods, id).toContain('type');
    }
  });
});

test('the office is asked about a receipt, and about one kind of certificate: both are said before', () => {
  for (const id of ['id-card-collection', 'household-certificate']) {
    const { steps } = service(id);
    expect(steps.indexOf('fields'), id).toBeLessThan(steps.indexOf('case'));
  }
});

test('the old card goes in before the new one comes out, and only after the office agreed', () => {
  const { steps } = service('id-card-collection');
  expect(steps.slice(steps.indexOf('submit'))).toEqual(['submit', 'surrender', 'handOver', 'paper']);
});

test('what is found in the criminal record is not printed here', () => {
  expect(service('no-criminal-record').result).toEqual({ document: 'none', receipt: 'acceptance' });
});

test('nobody comes to a certificate that they do not need', () => {
  const [question] = service('household-certificate').questions;
  expect(question?.options.filter((option) => question.refuses[option] === undefined)).toEqual(['otherFacts']);
});

describe('the Temporary Identity Proof and the Temporary Resident ID Card', () => {
  test.each([
    ['zh-CN', '临时身份证明', '临时居民身份证'],
    ['en', 'Temporary Identity Proof', 'Temporary Resident ID Card'],
  ] as const)('are told apart in %s', (language, proof, card) => {
    const words = wordsFor(language);
    expect(words('services:temp-id-proof.name')).toContain(proof);
    expect(words('services:temp-id-proof.isNot')).toContain(card);
    expect(words('fields:temporaryCard.question')).toContain(card);
    expect(words('fields:temporaryCard.hint')).toContain(proof);
    expect(words('terms:temporaryIdentityProof.term')).toBe(proof);
    expect(words('terms:temporaryResidentIdCard.term')).toBe(card);
  });
});

describe('a visitor looks for it', () => {
  const search = serviceSearch(searchEntries());
  test.each([
    ['身份证过期', 'id-card-renewal'],
    ['expired id', 'id-card-renewal'],
    ['sfzgq', 'id-card-renewal'],
    ['身份证丢了', 'temp-id-proof'],
    ['身份证丢了', 'id-card-replacement'],
    ['id card not readable', 'id-card-replacement'],
    ['领身份证', 'id-card-collection'],
    ['lqsfz', 'id-card-collection'],
    ['pick up my id card', 'id-card-collection'],
    ['亲属关系', 'household-certificate'],
    ['hukou', 'household-certificate'],
    ['police clearance', 'no-criminal-record'],
    ['wufanzui', 'no-criminal-record'],
    ['政审', 'no-criminal-record'],
    ['residence permit', 'residence-permit-endorsement'],
    ['暂住证', 'residence-permit-endorsement'],
  ])('%s', (typed, expected) => {
    expect(search(typed).slice(0, 3)).toContain(expected);
  });
});
