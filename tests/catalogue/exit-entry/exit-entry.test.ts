import { describe, expect, test } from 'vitest';
import { exitEntry } from '../../../main/catalogue/exit-entry/exit-entry.ts';
import { exitEntryProgressQuery } from '../../../main/catalogue/exit-entry/exit-entry-progress-query.ts';
import { exitEntryRecordQuery } from '../../../main/catalogue/exit-entry/exit-entry-record-query.ts';
import { foreignerAccommodationRegistration } from '../../../main/catalogue/exit-entry/foreigner-accommodation-registration.ts';
import { hkMacaoEndorsement } from '../../../main/catalogue/exit-entry/hk-macao-endorsement.ts';
import { hkMacaoTaiwanPermitReissue } from '../../../main/catalogue/exit-entry/hk-macao-taiwan-permit-reissue.ts';
import { passportReissue } from '../../../main/catalogue/exit-entry/passport-reissue.ts';
import type { ServiceDefinition, StepKind } from '../../../main/catalogue/service-definition.ts';
import { servedGroups } from '../../../main/catalogue/service-view.ts';
import type { VisitorGroup } from '../../../main/contract/visitor-group.ts';

const order = (service: ServiceDefinition, ...steps: StepKind[]): StepKind[] =>
  service.steps.filter((step) => steps.includes(step));
const forGroup = (service: ServiceDefinition, group: VisitorGroup): string[] =>
  service.fields.filter(({ when }) => !when?.groups || when.groups.includes(group)).map(({ id }) => id);

test('the wall has the six services of exit and entry in its order', () => {
  expect(exitEntry.map(({ id }) => id)).toEqual([
    'hk-macao-endorsement',
    'passport-reissue',
    'hk-macao-taiwan-permit-reissue',
    'foreigner-accommodation-registration',
    'exit-entry-record-query',
    'exit-entry-progress-query',
  ]);
});

test('whom each is for', () => {
  expect(exitEntry.map((service) => servedGroups(service).join(' '))).toEqual([
    'mainland',
    'mainland',
    'mainland',
    'mainland hmt foreign',
    'mainland hmt',
    'mainland hmt foreign',
  ]);
});

test('an endorsement is asked after the declarations, paid, granted and only then written on the permit', () => {
  const steps: StepKind[] = [
    'questions',
    'identity',
    'proof',
    'case',
    'fields',
    'sign',
    'pay',
    'submit',
    'handOver',
    'paper',
  ];
  expect(order(hkMacaoEndorsement, ...steps)).toEqual(steps);
  expect(hkMacaoEndorsement).toMatchObject({ handOver: 'endorsement', payment: 'before', kind: 'instant' });
  expect(hkMacaoEndorsement.needs).toEqual({ devices: ['permitSlot'], gateway: true });
});

test.each([passportReissue, hkMacaoTaiwanPermitReissue])(
  '$id is taken without the network, with photo, fingers, signature and fee (护照法 Art. 6)',
  (service) => {
    expect(service.needs.gateway).toBe(false);
    const steps: StepKind[] = ['case', 'fields', 'idPhoto', 'fingers', 'sign', 'review', 'pay', 'submit', 'paper'];
    expect(order(service, ...steps)).toEqual(steps);
    expect(service.idPhoto).toBe('exitEntry');
  },
);

test('a new passport takes at most 15 working days (护照法 Art. 6), for the five reasons of Art. 11', () => {
  expect(passportReissue.limit.workingDays).toBe(15);
  expect(passportReissue.fields.find(({ id }) => id === 'reissueReason')).toMatchObject({
    options: ['expiring', 'full', 'damaged', 'lost', 'other'],
  });
});

describe('registration of accommodation (出境入境管理法 Art. 39)', () => {
  const guest = ['surname', 'givenNames', 'sex', 'birthDate', 'nationality', 'documentNumber', 'documentExpiry'];
  const ofGuest = guest.map((id) => `guest${id[0]?.toUpperCase()}${id.slice(1)}`);

  test.each(['hmt', 'foreign'] as const)('what the document of a guest (%s) says is not asked', (group) => {
    const { fields } = foreignerAccommodationRegistration;
    for (const id of guest) expect(fields.find((one) => one.id === id)?.known).toEqual({ by: 'identity', fixed: true });
    expect(forGroup(foreignerAccommodationRegistration, group)).toEqual(expect.arrayContaining(guest));
    expect(forGroup(foreignerAccommodationRegistration, group).filter((id) => ofGuest.includes(id))).toEqual([]);
  });

  test('no answer about the guest is taken from the card of the host', () => {
    const { fields } = foreignerAccommodationRegistration;
    const asked = forGroup(foreignerAccommodationRegistration, 'mainland');
    expect(asked).toEqual(expect.arrayContaining(ofGuest));
    expect(fields.filter(({ id, known }) => asked.includes(id) && known?.by === 'identity')).toEqual([]);
  });

  test('late is taken too: it warns after a day and refuses nothing', () => {
    expect(foreignerAccommodationRegistration.fields.find(({ id }) => id === 'arrivalDate')).toMatchObject({
      lateAfterDays: 1,
      fromDays: -3660,
      toDays: 0,
    });
    expect(foreignerAccommodationRegistration.refusals.map(({ id }) => id)).toEqual(['hotelRegistersYou']);
  });

  test('nothing that breaks keeps anybody from it', () => {
    expect(foreignerAccommodationRegistration.needs).toEqual({ devices: [], gateway: false });
    expect(foreignerAccommodationRegistration.proof).toBeUndefined();
    for (const group of ['hmt', 'foreign'] as const)
      expect(foreignerAccommodationRegistration.identity[group]?.methods).toContain('typedDocument');
  });
});

test('what to look for is asked before the office is', () => {
  for (const service of [exitEntryRecordQuery, exitEntryProgressQuery])
    expect(order(service, 'fields', 'case', 'paper')).toEqual(['fields', 'case', 'paper']);
});

test('progress is shown to nobody who has only one half of receipt and document', () => {
  const asked = exitEntryProgressQuery.fields.map(({ id, when }) => [when?.answers?.['progressLookup']?.join(' '), id]);
  expect(asked).toEqual([
    ['receipt', 'receiptNumber'],
    ['receipt', 'documentTail'],
    ['permit', 'permitNumber'],
  ]);
  expect(exitEntryProgressQuery.fields.every(({ optional }) => !optional)).toBe(true);
});
