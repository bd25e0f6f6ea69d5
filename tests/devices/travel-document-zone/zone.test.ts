import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit } from '../../../devices/travel-document-zone/check-digit.ts';
import { decodeChineseName, encodeChineseName } from '../../../devices/travel-document-zone/eep.ts';
import {
  blurred,
  guardedFields,
  syntheticDocuments,
  withCheckDigits,
  type SyntheticDocument,
} from '../../../devices/passport-reader/synthetic-documents.ts';
import { zoneLinesOf } from '../../../devices/passport-reader/synthetic-zone.ts';
import { zoneDate } from '../../../devices/travel-document-zone/zone-date.ts';
import { readZone } from '../../../devices/travel-document-zone/zone.ts';
import { everybody } from '../../../main/gateway/simulator/people.ts';
import { expectedDocuments } from '../passport-reader/expected-documents.ts';

const now = new Date('2026-11-21T08:00:00Z');
const documents = Object.entries(syntheticDocuments) as [SyntheticDocument, readonly string[]][];
const { specimenPassport, hkMacaoPermit, specimenTd1 } = syntheticDocuments;

/** The specimen with one thing changed, and its check digits right. */
const change = (from: string, to: string) =>
  readZone(withCheckDigits(specimenPassport.map((line) => line.replace(from, to))), now);

/** Characters of a zone, a few that are none, and one character too few now and then. */
const line = (length: number) =>
  fc.string({
    unit: fc.constantFrom(...'PVIACSD<<<<0123456789XU_a'),
    minLength: Math.max(0, length - 1),
    maxLength: length,
  });

describe('check digits', () => {
  it('of the specimens of ICAO 9303 are as printed', () => {
    expect(checkDigit('L898902C3')).toBe('6');
    expect(checkDigit('740812')).toBe('2');
    expect(checkDigit('120415')).toBe('9');
    expect(checkDigit('ZE184226B<<<<<')).toBe('1');
    for (const name of ['specimenPassport', 'specimenTd1', 'specimenTd2', 'specimenVisaA', 'specimenVisaB'] as const) {
      expect(withCheckDigits(syntheticDocuments[name])).toEqual(syntheticDocuments[name]);
    }
  });
});

describe('a zone', () => {
  it.each(documents)('is read: %s', (name, lines) => {
    expect(readZone(lines, now)).toEqual({ ok: true, value: expectedDocuments[name] });
  });

  it.each(documents)('with a wrong check digit is refused by its field: %s', (_name, lines) => {
    expect(guardedFields(lines)).not.toEqual([]);
    for (const field of guardedFields(lines)) {
      const wrong = readZone(withCheckDigits(lines, field), now);
      expect(wrong).toEqual({ ok: false, error: { code: 'checkDigit', fields: [field] } });
    }
  });

  it.each([
    'chinesePassport',
    'foreignPassport',
    'homeReturnPermit',
    'taiwanCompatriotPermit',
    'hkMacaoPermit',
    'taiwanPermit',
  ] as const)('written for a simulator says what it was written from: %s', (name) => {
    expect(readZone(zoneLinesOf(expectedDocuments[name]), now)).toEqual({ ok: true, value: expectedDocuments[name] });
  });

  it('names the composite too where a digit under it was misread', () => {
    const misread = [specimenPassport[0], specimenPassport[1].replace('L898902C3', 'L898902C8')];
    expect(readZone(misread, now)).toEqual({
      ok: false,
      error: { code: 'checkDigit', fields: ['documentNumber', 'composite'] },
    });
  });

  it.each(documents)('that was not read in full is unreadable: %s', (_name, lines) => {
    const unreadable = { ok: false, error: { code: 'unreadable' } };
    expect(readZone(blurred(lines), now)).toEqual(unreadable);
    expect(readZone(lines.slice(0, -1), now)).toEqual(unreadable);
    expect(
      readZone(
        lines.map((whole) => whole.slice(1)),
        now,
      ),
    ).toEqual(unreadable);
    expect(readZone([], now)).toEqual(unreadable);
  });

  it('with a digit in a name, or a date that is none, is unreadable', () => {
    expect(change('ERIKSSON', 'ER1KSSON')).toEqual({ ok: false, error: { code: 'unreadable' } });
    expect(change('740812', '740631')).toEqual({ ok: false, error: { code: 'unreadable' } });
    expect(change('120415', '121315')).toEqual({ ok: false, error: { code: 'unreadable' } });
  });

  it('of another document, and text that is none, are not supported', () => {
    const notSupported = { ok: false, error: { code: 'notSupported' } };
    expect(readZone(['https://example.org/ticket/7'], now)).toEqual(notSupported);
    expect(readZone(['XY', 'boarding pass'], now)).toEqual(notSupported);
    expect(readZone(['D' + specimenPassport[0].slice(1), specimenPassport[1]], now)).toEqual(notSupported);
    expect(readZone(['X' + specimenTd1[0].slice(1), ...specimenTd1.slice(1)], now)).toEqual(notSupported);
    // The card of France before 2021: two lines of 36, laid out otherwise.
    expect(readZone(['IDFRATEST<NAME<<<<<<<<<<<<<<<<952042', '0509952018746NICOLAS<<PAUL<8206152M3'], now)).toEqual(
      notSupported,
    );
  });

  it('is read though its state is on no list, its sex is not stated and its birth is not known', () => {
    const lines = withCheckDigits([
      specimenPassport[0].replace('UTO', 'QQQ'),
      specimenPassport[1].replace('UTO', 'D<<').replace('7408122F', '<<<<<<0<'),
    ]);
    expect(readZone(lines, now)).toMatchObject({
      ok: true,
      value: { issuingState: 'QQQ', nationality: 'D', birthDate: null, sex: 'unknown' },
    });
  });

  it('of a card with a number of more than nine characters has it whole', () => {
    const lines = [
      'I<UTOD23145890<7349<<<<<<<<<<<',
      '3407127M9507122UTO<<<<<<<<<<<2',
      'STEVENSON<<PETER<JOHN<<<<<<<<<',
    ];
    expect(readZone(lines, now)).toMatchObject({ ok: true, value: { number: 'D23145890734', surname: 'STEVENSON' } });
  });

  it('of one name only has no given names', () => {
    const lines = [specimenPassport[0].replace('ERIKSSON<<ANNA<MARIA', 'ARKFREITH<<<<<<<<<<<'), specimenPassport[1]];
    expect(readZone(lines, now)).toMatchObject({ ok: true, value: { surname: 'ARKFREITH', givenNames: '' } });
  });

  it('of lines like a zone never throws, whatever they are', () => {
    const exact = (length: number) => line(length).map((text) => text.replaceAll(/[_a]/g, '<').padEnd(length, '<'));
    const lines = fc.oneof(
      fc.array(fc.oneof(line(30), line(36), line(44)), { maxLength: 4 }),
      fc.tuple(exact(44), exact(44)),
      fc.tuple(exact(36), exact(36)),
      fc.tuple(exact(30), exact(30), exact(30)),
      fc.tuple(
        exact(27).map((text) => `CSC${text}`),
        exact(30),
        exact(30),
      ),
    );
    fc.assert(
      fc.property(lines, fc.date(), (some, today) => {
        const read = readZone(some, today);
        if (read.ok) expect(read.value.number).not.toBe('');
        else if (read.error.code === 'checkDigit') expect(read.error.fields).not.toEqual([]);
      }),
      { seed: 9, numRuns: 3000 },
    );
  });

  it('with one character misread is never read as another document', () => {
    const passports = fc.constantFrom<readonly string[]>(specimenPassport, syntheticDocuments.chinesePassport);
    fc.assert(
      fc.property(
        passports,
        fc.nat({ max: 26 }),
        fc.integer({ min: 1, max: 9 }),
        ([first = '', second = ''], at, by) => {
          fc.pre(/\d/.test(second.charAt(at)));
          const digit = String((Number(second.charAt(at)) + by) % 10);
          const read = readZone([first, second.slice(0, at) + digit + second.slice(at + 1)], now);
          expect(read.ok).toBe(false);
        },
      ),
      { seed: 9 },
    );
  });
});

describe('an exit-entry permit', () => {
  it('is told from a card of ICAO, and its overall digit is not judged', () => {
    for (let digit = 0; digit <= 9; digit += 1) {
      const lines = [hkMacaoPermit[0]!.slice(0, 29) + digit, ...hkMacaoPermit.slice(1)];
      expect(readZone(lines, now)).toMatchObject({ ok: true, value: { kind: 'hkMacaoPermit', format: 'EEP' } });
    }
    const ofIcao = ['CS' + specimenTd1[0].slice(2), ...specimenTd1.slice(1)];
    expect(readZone(ofIcao, now)).toMatchObject({ ok: true, value: { kind: 'identityCard', format: 'TD1' } });
  });

  it.each<[string, string | null]>([
    ['NGKELMP<NBPJ', '证件样'],
    ['LDMCL<LC<<<<', '陈静'],
    ['<<<<<<<<<<<<', null],
    ['NGKELMP<NBP', null],
    ['ZZZZLMP<NBPJ', null],
    ['AAAAAAAAAAAA', null],
    ['NGKEEBEBNBPJ', null],
  ])('has the Chinese name coded: %s', (letters, name) => {
    expect(decodeChineseName(letters)).toBe(name);
  });

  it('codes every name of three characters so that it can be read again', () => {
    for (const name of ['陈', '陈静', '王志强', '欧阳娜'])
      expect(decodeChineseName(encodeChineseName(name))).toBe(name);
    expect(encodeChineseName('证件样')).toBe('NGKELMP<NBPJ');
  });
});

describe('a card of a resident of Hong Kong, Macao or Taiwan', () => {
  const { homeReturnPermit } = syntheticDocuments;
  const kindWith = (from: string, to: string) => {
    const read = readZone(withCheckDigits(homeReturnPermit.map((each) => each.replace(from, to))), now);
    return read.ok ? read.value.kind : read.error.code;
  };

  it.each([
    ['of Hong Kong', 'H00000000', 'H00000018', 'homeReturnPermit'],
    ['of Macao', 'H00000000', 'M00000000', 'homeReturnPermit'],
    ['of Taiwan', 'CRCHNH00000000', 'CTCHN00000000<', 'taiwanCompatriotPermit'],
    ['with the number of another card', 'H00000000', 'X00000000', 'identityCard'],
    ['with the number of the other kind', 'CRCHNH00000000', 'CTCHNH00000000', 'identityCard'],
    ['with the code, of another state', 'CRCHN', 'CRUTO', 'identityCard'],
  ])('is known by its code and its number: %s', (_, from, to, kind) => {
    expect(kindWith(from, to)).toBe(kind);
  });
});

it('a zone of everybody in the simulated register is read as it was written', () => {
  for (const { key, documents: carried } of everybody) {
    for (const document of carried) {
      // The permit's zone has 18 places for both names and what parts them.
      const room = document.format === 'EEP' ? 16 - document.surname.length : document.givenNames.length;
      expect(readZone(zoneLinesOf(document), now), key).toEqual({
        ok: true,
        value: { ...document, givenNames: document.givenNames.slice(0, room) },
      });
    }
  }
});

describe('the century of a date', () => {
  it.each<['birth' | 'expiry', string, string | null | undefined]>([
    ['birth', '261121', '2026-11-21'],
    ['birth', '261122', '1926-11-22'],
    ['birth', '000229', '2000-02-29'],
    ['birth', '740812', '1974-08-12'],
    ['expiry', '261121', '2026-11-21'],
    ['expiry', '060101', '2006-01-01'],
    ['expiry', '761231', '2076-12-31'],
    ['expiry', '770101', '1977-01-01'],
    ['expiry', '961210', '1996-12-10'],
    ['birth', '74<<<<', null],
    ['birth', '<<<<<<', null],
    ['birth', '740631', undefined],
    ['birth', '010229', undefined],
    ['birth', '740000', undefined],
    ['birth', '7A0812', undefined],
    ['birth', '', undefined],
  ])('%s %s → %s', (kind, digits, date) => {
    expect(zoneDate(digits, kind, now)).toBe(date);
  });

  it('does not move when the clock has lost its battery', () => {
    for (const lost of [new Date('1970-01-01'), new Date(Number.NaN)]) {
      expect(zoneDate('740812', 'birth', lost)).toBe('1974-08-12');
      expect(zoneDate('350601', 'expiry', lost)).toBe('2035-06-01');
    }
  });

  it('follows the clock', () => {
    expect(zoneDate('261121', 'birth', new Date('2126-11-20'))).toBe('2026-11-21');
    expect(zoneDate('100101', 'expiry', new Date('2095-01-01'))).toBe('2110-01-01');
  });
});
