import { describe, expect, test } from 'vitest';
import { hkMacaoEndorsement } from '../../main/catalogue/exit-entry/hk-macao-endorsement.ts';
import { tempIdProof } from '../../main/catalogue/household/temp-id-proof.ts';
import { deviceNames } from '../../main/contract/device-status.ts';
import type { PersonRecord } from '../../main/gateway/gateway.ts';
import {
  advance,
  begin,
  journeyOf,
  stateName,
  type JourneyOrder,
  type JourneyState,
} from '../../main/journey/journey.ts';
import { initialContext, type JourneyEvent, type JourneyRules } from '../../main/journey/journey-state.ts';
import { journeyProgress } from '../../main/journey/journey-progress.ts';
import { journeyActions } from '../../main/journey/journey-actions.ts';
import { journeyStep } from '../../main/journey/journey-view.ts';
import { visitorOf } from '../../main/journey/known-answers.ts';
import { claimOf } from '../../main/journey/identity-methods.ts';
import { card, caseOpen, identityCode, journeyRules, paidOrder, passport } from '../support/session-ports.ts';
import { serviceView } from '../../main/catalogue/service-view.ts';

const rules: JourneyRules = { ...journeyRules, deviceWorks: (device) => device !== 'fingerprintReader' };
const journey = journeyOf(tempIdProof);
const jpeg = '/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==';
const number = '500105199001010013';
const record: PersonRecord = {
  recordId: 'r1',
  name: '陈静',
  number,
  group: 'mainland',
  sex: 'male',
  birthDate: '1990-01-01',
};
const service = serviceView(tempIdProof, {
  services: [tempIdProof],
  gateway: true,
  gatewayServices: [tempIdProof.id],
  canKeep: true,
  permitRewriter: true,
  fittedDevices: deviceNames,
  brokenDevices: [],
  places: [],
});
const certificate = {
  number: 'N1',
  verificationCode: 'V',
  verificationUrl: 'https://localhost/v/V',
  issuedAt: '2026-11-21T08:00:00Z',
  validUntil: '2026-11-22T08:00:00Z',
  authority: { 'zh-CN': '示例市公安局', en: 'Example PSB' },
};

/** Plays events and remembers the orders on the way. */
function play(events: readonly JourneyEvent[], from?: JourneyState, with_: JourneyRules = rules) {
  let state = from ?? begin(journey, with_).state;
  const orders: JourneyOrder[] = [];
  for (const event of events) {
    const turn = advance(journey, state, event);
    expect(turn.state, `${event.type} in ${stateName(state)}`).not.toBe(state);
    orders.push(...turn.orders);
    state = turn.state;
  }
  return { state, orders, at: stateName(state) };
}

const typed: JourneyEvent[] = [
  { type: 'next' },
  { type: 'next' },
  { type: 'consentToFace' },
  { type: 'chooseMethod', method: 'type' },
  { type: 'answer', field: 'idNumber', value: number },
  { type: 'answer', field: 'personName', value: '陈静' },
];
const proved: JourneyEvent[] = [
  { type: 'recordFound', record },
  { type: 'photo', jpeg },
  { type: 'next' },
  { type: 'faceMatched', evidenceId: 'e1' },
  { type: 'next' },
  { type: 'caseOpened', case: caseOpen },
];
const answered: JourneyEvent[] = [
  { type: 'answer', field: 'purpose', value: 'rail' },
  { type: 'answer', field: 'receivingUnit', value: '北京西站' },
  { type: 'answer', field: 'phone', value: '13800000000' },
];
const confirmed: JourneyEvent[] = [{ type: 'sign', path: 'M1,1 L2,2' }, { type: 'next' }, { type: 'confirm' }];
const printed: JourneyEvent[] = [
  { type: 'stored', receiptNumber: 'XJ-1' },
  { type: 'issued', certificate },
  { type: 'printed' },
  { type: 'printed' },
];

describe('the temporary identity proof', () => {
  test('a tourist who types number and name walks away with certificate and receipt', () => {
    const { state, orders, at } = play([...typed, ...proved, ...answered, ...confirmed, ...printed]);
    expect(at).toBe('result');
    expect(orders.flatMap((order) => (order.do === 'begin' ? [order.effect] : []))).toEqual([
      'findRecord',
      'compareFace',
      'openCase',
      'store',
      'issue',
      'printDocument',
      'printReceipt',
    ]);
    expect(state.context).toMatchObject({
      receiptNumber: 'XJ-1',
      document: { state: 'printed' },
      receipt: { state: 'printed' },
    });
  });

  test('a card on the reader takes the place of typing; an expired one still says who its holder is', () => {
    const { state, orders } = play([
      ...typed.slice(0, 3),
      { type: 'chooseMethod', method: 'card' },
      { type: 'readPhase', phase: 'reading' },
      { type: 'cardRead', card: { ...card, number, expired: true } },
      { type: 'next' },
    ]);
    expect(stateName(state)).toBe('findingRecord');
    expect(state.context).toMatchObject({ name: '陈静', number });
    expect(orders).toContainEqual({ do: 'cease' });
  });

  test('a card whose number fails its check digit is asked for again, with the reason', () => {
    const { state, at } = play([
      ...typed.slice(0, 3),
      { type: 'chooseMethod', method: 'card' },
      { type: 'cardRead', card: { ...card, number: '500105199001010014', expired: false } },
    ]);
    expect(at).toBe('placeCard');
    expect(state.context.problem).toBe('card-number-invalid');
  });

  test('a wrong check digit keeps the number on the screen and says what is wrong', () => {
    const { state, at } = play([
      ...typed.slice(0, 4),
      { type: 'answer', field: 'idNumber', value: '500105199001010014' },
    ]);
    expect(at).toBe('idNumber');
    expect(journeyStep(state, service)).toEqual({ name: 'idNumber', value: '500105199001010014', fault: 'badCheck' });
  });

  test('an answer to another question than the one asked changes nothing', () => {
    const { state } = play(typed.slice(0, 4));
    expect(advance(journey, state, { type: 'answer', field: 'phone', value: '13800000000' }).state).toBe(state);
  });

  test('three faces that do not match hand over to an officer, and going back does not give more tries', () => {
    const failure: JourneyEvent[] = [{ type: 'photo', jpeg }, { type: 'next' }, { type: 'faceNotMatched' }];
    const { state, at, orders } = play([...typed, { type: 'recordFound', record }, ...failure, ...failure, ...failure]);
    expect(at).toBe('officer');
    expect(state.context.problem).toBe('face-attempts-used');
    expect(orders.at(-1)).toEqual({ do: 'begin', effect: 'askOfficer' });
    const again = play(
      [
        { type: 'back' },
        { type: 'back' },
        { type: 'consentToFace' },
        ...typed.slice(3),
        { type: 'recordFound', record },
      ],
      state,
    );
    expect(again.at).toBe('officer');
  });

  test('who does not want a face picture goes the other way and ends at the same record', () => {
    const { at, state } = play([
      ...typed.slice(0, 2),
      { type: 'anotherWay' },
      ...typed.slice(3),
      { type: 'recordFound', record },
      { type: 'officerGranted', evidenceId: 'o1' },
    ]);
    expect(at).toBe('recordShown');
    expect(state.context.evidence).toEqual({ kind: 'officer', evidenceId: 'o1' });
    expect(state.context.photo).toBeNull();
  });

  test('a child comes with a guardian, who proves who they are; the certificate is about the child', () => {
    const child = { ...record, recordId: 'child', number: '500103201506010026', birthDate: '2015-06-01' };
    const withChild = { ...rules, ageInYears: (birthDate: string) => (birthDate === '2015-06-01' ? 11 : 36) };
    const asked = play([...typed, { type: 'recordFound', record: child }], undefined, withChild);
    expect(asked.at).toBe('guardianAsked');
    const again: JourneyEvent[] = [{ type: 'next' }, ...typed.slice(3)];
    const tooYoung = play([...again, { type: 'recordFound', record: child }], asked.state);
    expect([tooYoung.at, tooYoung.state.context.problem]).toEqual(['guardianAsked', 'guardian-too-young']);
    const { at, state } = play([...again, ...proved, ...answered, ...confirmed], asked.state);
    expect(at).toBe('storing');
    expect([visitorOf(state.context)?.number, state.context.record?.number]).toEqual([child.number, number]);
  });

  test('other groups are sent to the right counter from the first page, and can go back', () => {
    const { at, state } = play([{ type: 'chooseGroup', group: 'foreign' }]);
    expect(at).toBe('refused');
    expect(journeyStep(state, service)).toMatchObject({
      name: 'refused',
      refusal: { reason: 'foreignerToExitEntry' },
    });
    expect(play([{ type: 'back' }], state).at).toBe('about');
  });

  test('a number and a name that do not belong together lead back to both', () => {
    const { at } = play([...typed, { type: 'recordMissing', problem: 'person-not-found' }, { type: 'next' }]);
    expect(at).toBe('identityMethod');
  });

  test('a change from the review comes back to the review', () => {
    const { at, state } = play([
      ...typed,
      ...proved,
      ...answered,
      ...confirmed.slice(0, 2),
      { type: 'change', row: 'receivingUnit' },
      { type: 'answer', field: 'receivingUnit', value: '江北国际机场' },
    ]);
    expect(at).toBe('review');
    expect(state.context.answers['receivingUnit']).toBe('江北国际机场');
  });

  test('a store that fails leads back to the review with everything kept', () => {
    const { at, state } = play([
      ...typed,
      ...proved,
      ...answered,
      ...confirmed,
      { type: 'storeFailed', problem: 'storage-full' },
    ]);
    expect([at, state.context.problem, state.context.answers['purpose']]).toEqual(['review', 'storage-full', 'rail']);
  });

  test('an answer that does not come in time still gives a receipt', () => {
    const { at, state } = play([
      ...typed,
      ...proved,
      ...answered,
      ...confirmed,
      { type: 'stored', receiptNumber: 'XJ-1' },
      { type: 'issueDelayed' },
      { type: 'printed' },
    ]);
    expect(at).toBe('result');
    expect(state.context.document).toEqual({ state: 'failed', problem: 'issue-delayed' });
  });

  test('a printer that stops asks: again, or without paper', () => {
    const stuck = play([
      ...typed,
      ...proved,
      ...answered,
      ...confirmed,
      ...printed.slice(0, 2),
      { type: 'printFailed', problem: 'document-paper-out' },
    ]);
    expect(stuck.at).toBe('documentStuck');
    expect(play([{ type: 'tryPrintAgain' }], stuck.state).at).toBe('printingDocument');
    expect(play([{ type: 'continueWithoutPaper' }], stuck.state).at).toBe('printingReceipt');
  });

  test('a signature goes with how it was written, and both are dropped together', () => {
    const strokes: [number, number, number, number][][] = [[[1, 1, 0, 0.5]]];
    const { state } = play([...typed, ...proved, ...answered, { type: 'sign', path: 'M1,1 L2,2', strokes }]);
    expect(state.context).toMatchObject({ signature: 'M1,1 L2,2', signatureStrokes: strokes });
    expect(play([{ type: 'clearSignature' }], state).state.context).toMatchObject({
      signature: null,
      signatureStrokes: null,
    });
  });

  test('a camera that is back clears what was said of it, and nothing else', () => {
    const away = play([...typed, { type: 'recordFound', record }, { type: 'cameraFault', fault: 'lost' }]);
    expect(away.state.context.problem).toBe('camera-lost');
    expect(play([{ type: 'cameraBack' }], away.state).state.context.problem).toBeNull();
    const unmatched = play([...typed, ...proved.slice(0, 3), { type: 'faceNotMatched' }]);
    expect(advance(journey, unmatched.state, { type: 'cameraBack' }).state.context.problem).toBe('face-not-matched');
  });

  test('the review shows masked values only', () => {
    const { state } = play([...typed, ...proved, ...answered, ...confirmed.slice(0, 2)]);
    const shown = JSON.stringify(journeyStep(state, service));
    expect(shown).not.toContain(number);
    expect(shown).not.toContain('13800000000');
    expect(shown).not.toContain('陈静');
  });

  test('every state before the store has a way back, and progress never goes beyond its parts', () => {
    const all = [...typed, ...proved, ...answered, ...confirmed.slice(0, 2)];
    for (let length = 0; length <= all.length; length += 1) {
      const { state, at } = play(all.slice(0, length));
      if (at !== 'comparingFace') expect(journeyActions(state), at).toContain('back');
      const progress = journeyProgress(state);
      if (progress) expect(progress.index).toBeLessThanOrEqual(progress.groups.length);
    }
  });
});

/** Every way of saying who one is, and every proof, as events. */
const saying: Readonly<Record<string, JourneyEvent[]>> = {
  type: typed.slice(3),
  card: [
    { type: 'chooseMethod', method: 'card' },
    { type: 'cardRead', card: { ...card, number, expired: false } },
    { type: 'next' },
  ],
  passport: [
    { type: 'chooseMethod', method: 'passport' },
    { type: 'readPhase', phase: 'reading' },
    { type: 'documentRead', document: passport },
    { type: 'next' },
  ],
  permit: [
    { type: 'chooseMethod', method: 'passport' },
    { type: 'documentRead', document: { ...passport, kind: 'hkMacaoPermit', format: 'EEP', number: 'C00000100' } },
    { type: 'next' },
  ],
  code: [
    { type: 'chooseMethod', method: 'code' },
    { type: 'codeRead', code: identityCode },
  ],
};
const proving: Readonly<Record<string, readonly [consent: JourneyEvent, ...proof: JourneyEvent[]]>> = {
  face: [{ type: 'consentToFace' }, ...proved.slice(1)],
  fingerprint: [
    { type: 'anotherWay' },
    { type: 'fingerGuidance', guidance: 'hold' },
    { type: 'fingerTaken', finger: { format: 'r30x', features: new Uint8Array(4) } },
    { type: 'fingerMatched', evidenceId: 'e1' },
    { type: 'next' },
    { type: 'caseOpened', case: caseOpen },
  ],
  officer: [
    { type: 'anotherWay' },
    { type: 'anotherWay' },
    { type: 'officerGranted', evidenceId: 'e1' },
    { type: 'next' },
    { type: 'caseOpened', case: caseOpen },
  ],
};
const ways = Object.keys(saying).flatMap((say) => Object.keys(proving).map((prove) => [say, prove] as const));

describe('every way of saying who one is with every proof of it', () => {
  const everything = { ...rules, deviceWorks: () => true };
  test.each(ways)('%s and %s', (say, prove) => {
    const [consent, ...proof] = proving[prove]!;
    const { at, state } = play(
      [
        ...typed.slice(0, 2),
        consent,
        ...saying[say]!,
        { type: 'recordFound', record },
        ...proof,
        ...answered,
        ...confirmed,
        ...printed,
      ],
      undefined,
      everything,
    );
    expect([at, state.context.evidence?.kind]).toEqual(['result', prove]);
    // What was laid on the sensor is not carried along.
    expect(state.context.finger).toBeNull();
    const before = play([...typed.slice(0, 2), consent, ...saying[say]!], undefined, everything);
    expect(before.at).toBe('findingRecord');
    expect(claimOf(before.state.context).by).toBe(
      { type: 'number', card: 'number', passport: 'document', permit: 'document', code: 'code' }[say],
    );
  });

  test('what a page shows of a document is masked', () => {
    const { state } = play([...typed.slice(0, 3), ...saying['passport']!.slice(0, -1)], undefined, everything);
    const shown = JSON.stringify(journeyStep(state, service));
    expect(shown).toContain('documentShown');
    for (const secret of [passport.number, passport.surname, passport.givenNames, '1990'])
      expect(shown).not.toContain(secret);
  });
});

describe('an endorsement that was paid for', () => {
  const paid = { ...initialContext(hkMacaoEndorsement, rules), certificate, payment: paidOrder, receiptNumber: 'XJ-1' };
  const writing = (certain: boolean) => {
    const chart = journeyOf(hkMacaoEndorsement);
    const state = chart.resolveState({ value: 'writingEndorsement', context: paid });
    return advance(chart, state, { type: 'handOverFailed', problem: 'endorsement-not-written', certain });
  };

  test('and is not on the permit is paid back', () => {
    expect(stateName(writing(true).state)).toBe('refunding');
  });

  test('and may be on the permit is not: the office looks first', () => {
    const { state } = writing(false);
    expect([stateName(state), state.context.handedOver]).toEqual(['printingReceipt', 'unknown']);
  });
});
