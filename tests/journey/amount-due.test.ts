import { expect, test } from 'vitest';
import { trafficFinePayment } from '../../main/catalogue/vehicle/traffic-fine-payment.ts';
import { trafficViolationHandling } from '../../main/catalogue/vehicle/traffic-violation-handling.ts';
import { caseUnknown, serviceCaseSchema, type ServiceCase } from '../../main/gateway/service-case.ts';
import { initialContext } from '../../main/journey/journey-state.ts';
import { amountDueFen } from '../../main/journey/paper-words.ts';
import { journeyRules } from '../support/session-ports.ts';

const bilingual = { 'zh-CN': '重庆', en: 'Chongqing' };
const opened = (subject: ServiceCase['subject']): ServiceCase =>
  serviceCaseSchema.parse({ ...caseUnknown, caseId: 'case0001', subject });
const decision = (fineFen: number, surchargeFen: number): ServiceCase =>
  opened({
    kind: 'fine',
    fine: {
      decisionNumber: '500105000000001',
      decidedAt: '2026-11-01',
      act: bilingual,
      fineFen,
      surchargeFen,
      dueDate: '2026-11-16',
      state: 'unpaid',
      fiscalReceiptNumber: null,
    },
  });
const violations = (...fines: readonly (readonly [id: string, fineFen: number])[]): ServiceCase =>
  opened({
    kind: 'traffic',
    licence: null,
    vehicles: [],
    unpaid: [],
    violations: fines.map(([id, fineFen]) => ({
      id,
      plate: '渝A12345',
      at: '2026-11-01T08:00:00Z',
      place: bilingual,
      act: bilingual,
      article: bilingual,
      penaltyArticle: bilingual,
      fineFen,
      points: 0,
      blocked: null,
    })),
  });

const due = (definition: typeof trafficFinePayment, office: ServiceCase | null, item: string | null = null): number =>
  amountDueFen({ ...initialContext(definition, journeyRules), case: office, item });

test('a fine with its surcharge, as the office reckons it (程序规定 Art. 60)', () => {
  expect(due(trafficFinePayment, decision(20_000, 0))).toBe(20_000);
  expect(due(trafficFinePayment, decision(20_000, 20_000))).toBe(40_000);
});

test('of several violations it is the chosen one that is fined', () => {
  const both = violations(['violation-1', 5000], ['violation-2', 20_000]);
  expect(due(trafficViolationHandling, both, 'violation-2')).toBe(20_000);
  expect(due(trafficViolationHandling, both, 'violation-1')).toBe(5000);
  expect(due(trafficViolationHandling, both, 'violation-3')).toBe(0);
});

test('no fine is known before the office was asked, and none is due from who states their side', () => {
  expect(due(trafficFinePayment, null)).toBe(0);
  expect(due(trafficFinePayment, caseUnknown)).toBe(0);
  const stated = { ...initialContext(trafficFinePayment, journeyRules), case: decision(20_000, 0) };
  expect(amountDueFen({ ...stated, response: 'defend' })).toBe(0);
});
