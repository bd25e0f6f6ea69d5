import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAddress, decodeChip, encodeText } from '../../../devices/id-card-reader/chip-data.ts';
import { foreignCheckDigit, formerForeignNumber } from '../../../devices/id-card-reader/foreign-number.ts';
import type { IdCard } from '../../../devices/id-card-reader/id-card-reader.ts';
import { joinReadData, splitReadData, syntheticFinger } from '../../../devices/id-card-reader/read-data.ts';
import {
  syntheticCard,
  syntheticCards,
  syntheticFingers,
  syntheticPermits,
} from '../../../devices/id-card-reader/synthetic-cards.ts';
import { addressBlock } from '../../../devices/id-card-reader/text-layout.ts';
import {
  citizenIdBirthDate,
  citizenIdCheckCharacter,
  citizenIdProblem,
  citizenIdSex,
} from '../../../main/contract/citizen-id.ts';
import { personNameProblem } from '../../../main/contract/person-name.ts';

const { photo } = syntheticCard();
const decode = (text: Uint8Array) => decodeChip({ text, photo, fingerprints: [] });

/** Text that fits into so many UTF-16 units and does not end in the padding. */
const text = (units: number, least = 0) =>
  fc
    .string({ unit: 'binary', maxLength: units })
    .map((raw) => raw.replace(/[ \0]+$/, ''))
    .filter((clean) => clean.length <= units && clean.length >= least);
const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
const date = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const facts = {
  sex: fc.constantFrom('male' as const, 'female' as const, 'unknown' as const),
  birthDate: date,
  validFrom: date,
  validUntil: fc.option(date),
  photo: fc.uint8Array({ maxLength: 1024 }),
};
const foreignName = fc
  .record({ chineseName: text(15), englishName: text(35, 1) })
  .map((names) => ({ ...names, name: names.chineseName || names.englishName }));
/** One arbitrary card of every layout. */
const anyCard: fc.Arbitrary<IdCard> = fc.oneof(
  fc.record({
    ...facts,
    layout: fc.constant('resident' as const),
    name: text(15, 1),
    nationCode: text(2),
    address: text(35),
    number: text(18, 1),
    issuer: text(15),
    newestAddress: fc.constant(null),
  }),
  fc.record({
    ...facts,
    layout: fc.constant('hmt' as const),
    name: text(15, 1),
    number: text(18, 1),
    address: text(35),
    issuer: text(15),
    permitNumber: text(9),
    issueCount: text(2),
  }),
  fc
    .record({
      ...facts,
      layout: fc.constant('foreign2017' as const),
      number: text(15, 1),
      nationality: text(3),
      cardVersion: text(2),
      acceptingAuthority: text(4),
    })
    .chain((card) => foreignName.map((names) => ({ ...card, ...names }))),
  fc
    .record({
      ...facts,
      layout: fc.constant('foreign2023' as const),
      number: digits(17).map((seventeen) => `9${seventeen}`),
      nationality: fc.stringMatching(/^[A-Z]{3}$/),
      renewalCount: digits(2),
      link: fc.option(digits(3)),
    })
    .map(({ link, ...card }) => ({
      ...card,
      formerNumber: link === null ? null : formerForeignNumber({ ...card, link }),
    }))
    .chain((card) => foreignName.map((names) => ({ ...card, ...names }))),
);

describe('the data of the chip', () => {
  it('survives the round trip in every layout', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const blocks = splitReadData(joinReadData({ text: encodeText(card), photo: card.photo, fingerprints: [] }));
        expect(blocks && decodeChip(blocks)).toEqual({ ok: true, value: card });
      }),
      { numRuns: 400 },
    );
  });

  it('has its texts where GA/T 490 puts them', () => {
    const block = Buffer.from(encodeText(syntheticCards.forLife));
    const at = (offset: number, length: number): string => block.toString('utf16le', offset, offset + length);
    expect(at(0, 30)).toBe('李桂兰'.padEnd(15));
    expect(at(30, 2)).toBe('2');
    expect(at(32, 4)).toBe('01');
    expect(at(36, 16)).toBe('19520820');
    expect(at(122, 36)).toBe(syntheticCards.forLife.number);
    expect(at(188, 16)).toBe('20120820');
    expect(block.subarray(204, 208).toString('hex')).toBe('7f951f67');
    expect(at(220, 36)).toBe(' '.repeat(18));
  });

  /** Offset and length in bytes, and what must stand there. */
  it.each([
    ['hongKong', 220, 18, 'H00000000'],
    ['hongKong', 238, 4, '01'],
    ['hongKong', 248, 2, 'J'],
    ['foreign2017', 0, 120, 'SAMPLE, ANNA MARIA'.padEnd(60)],
    ['foreign2017', 122, 30, syntheticPermits.foreign2017.number],
    ['foreign2017', 152, 6, 'USA'],
    ['foreign2017', 158, 30, '示例娜'.padEnd(15)],
    ['foreign2017', 220, 16, '19880305'],
    ['foreign2017', 236, 12, '015000'],
    ['foreign2017', 248, 2, 'I'],
    ['foreign2023', 0, 30, '示例娜'.padEnd(15)],
    ['foreign2023', 32, 4, '01'],
    ['foreign2023', 122, 36, syntheticPermits.foreign2023.number],
    ['foreign2023', 242, 6, 'USA'],
    ['foreign2023', 248, 8, 'Y011'],
    ['foreign2023LongName', 52, 70, 'SAMPLE-LONGNAME, MARIA ANNAMARIETTA'],
    ['foreign2023LongName', 220, 22, ' THE THIRD '],
  ] as const)('of %s has at %i, %i bytes long: %s', (kind, offset, length, content) => {
    const block = Buffer.from(encodeText(syntheticPermits[kind]));
    expect(block.toString('utf16le', offset, offset + length)).toBe(content);
  });

  it.each(['Q', 'j', '1', '中'])('marked with %s is another document', (letter) => {
    const block = Buffer.from(encodeText(syntheticCard()));
    block.write(letter, 248, 'utf16le');
    expect(decode(block)).toEqual({ ok: false, error: 'otherDocument' });
  });

  it('is a resident card also where the reserved places hold zeros', () => {
    const block = encodeText(syntheticCard()).fill(0, 220);
    expect(decode(block)).toEqual({ ok: true, value: syntheticCard() });
  });

  it('keeps characters that no font has: rare, private, and cut in half', () => {
    const name = '\u{2B5AF}\uE863\u{F0000}㛃';
    expect(decode(encodeText(syntheticCard({ name })))).toMatchObject({ value: { name } });
    const block = Buffer.from(encodeText(syntheticCard()));
    block.writeUInt16LE(0xd87a, 4);
    expect(decode(block)).toMatchObject({ ok: true, value: { name: '陈静\uFFFD' } });
  });

  it.each([
    { birthDate: '1990-13-01' },
    { birthDate: '' },
    { validFrom: '2015-00-01' },
    { validUntil: '20350601x' },
    { name: '' },
    { number: '' },
  ])('is unreadable with %o', (wrong) => {
    const block = (): Uint8Array => encodeText(syntheticCard(wrong));
    if ('validUntil' in wrong) expect(block).toThrow(RangeError);
    else expect(decode(block())).toEqual({ ok: false, error: 'unreadable' });
  });

  it('never throws, whatever the bytes and the layout', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1400 }), fc.boolean(), (data, withFingerprints) => {
        const blocks = splitReadData(data, withFingerprints);
        if (blocks) decodeChip(blocks);
        decode(data);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 256, maxLength: 256 }),
        fc.constantFrom(' ', 'J', 'I', 'Y'),
        (data, letter) => {
          const block = Buffer.from(data);
          block.write(letter, 248, 'utf16le');
          decode(block);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is refused when its lengths do not fit its bytes', () => {
    const blocks = { text: encodeText(syntheticCard()), photo, fingerprints: syntheticFingers };
    const data = joinReadData(blocks);
    expect(splitReadData(data.subarray(0, -1))).toBeNull();
    expect(splitReadData(data.subarray(0, 3))).toBeNull();
    expect(splitReadData(joinReadData({ ...blocks, text: new Uint8Array(255) }))).toBeNull();
    const all = joinReadData(blocks, true);
    expect(splitReadData(all, true)).toEqual(blocks);
    expect(splitReadData(all)).toBeNull();
    const third = joinReadData({ ...blocks, fingerprints: [...syntheticFingers, syntheticFinger('other')] }, true);
    expect(splitReadData(third, true)).toBeNull();
    const half = Uint8Array.from(all.subarray(0, -100));
    half.set([0x03, 0x9c], 4);
    expect(splitReadData(half, true)).toBeNull();
  });

  it.each([
    ['leftLittle', 20],
    ['rightUnknown', 97],
    ['other', 42],
  ] as const)('tells the finger %s by its code %i', (finger, code) => {
    const record = syntheticFinger(finger);
    record.features[5] = code;
    const data = joinReadData({ text: encodeText(syntheticCard()), photo, fingerprints: [record] }, true);
    expect(splitReadData(data, true)?.fingerprints).toEqual([record]);
  });

  it('has an appended address of 35 characters at most', () => {
    const address = '示'.repeat(35);
    expect(decodeAddress(addressBlock(address))).toBe(address);
    expect(decodeAddress(Uint8Array.of(...addressBlock('示例'), ...addressBlock('旧')))).toBe('示例');
    expect(() => addressBlock(`${address}例`)).toThrow(RangeError);
  });
});

describe('the numbers of foreigners', () => {
  it('have the check digit of travel documents', () => {
    // The example of ICAO 9303 part 3: a date and a document number.
    expect(foreignCheckDigit('520727')).toBe('3');
    expect(foreignCheckDigit('D23145890')).toBe('7');
  });

  it('lead from the card of 2023 to the one of 2017', () => {
    expect(syntheticPermits.foreign2023.formerNumber).toBe(syntheticPermits.foreign2017.number);
    expect(
      formerForeignNumber({ number: syntheticPermits.foreign2023.number, nationality: 'USA', link: '' }),
    ).toBeNull();
    expect(formerForeignNumber({ number: 'x'.repeat(18), nationality: 'USA', link: '011' })).toBeNull();
    expect(
      formerForeignNumber({ number: syntheticPermits.foreign2023.number, nationality: 'U A', link: '011' }),
    ).toBeNull();
  });
});

describe('the synthetic cards', () => {
  it.each(Object.entries(syntheticCards))('are consistent in themselves: %s', (_kind, card) => {
    expect(citizenIdProblem(card.number)).toBeNull();
    expect(citizenIdBirthDate(card.number)).toBe(card.birthDate);
    expect(citizenIdSex(card.number)).toBe(card.sex);
    expect(personNameProblem(card.name)).toBeNull();
    expect(card.photo.subarray(0, 6)).toEqual(Uint8Array.of(0x57, 0x4c, 0x66, 0, 0x7e, 0));
  });

  it.each(Object.entries(syntheticPermits))('are permits with valid numbers: %s', (_kind, card) => {
    if (card.layout === 'foreign2017') {
      expect(card.number.at(-1)).toBe(foreignCheckDigit(card.number.slice(0, 14)));
    } else {
      expect(card.number.at(-1)).toBe(citizenIdCheckCharacter(card.number.slice(0, 17)));
      expect(card.number.slice(6, 14)).toBe(card.birthDate.replaceAll('-', ''));
    }
    if (card.layout === 'hmt') expect(card.number).toMatch(/^8[123]0000/);
    if (card.layout === 'foreign2023') expect(card.number).toMatch(/^9/);
  });

  it('have the number that the documentation shows', () => {
    expect(syntheticCards.valid.number).toBe('500105199001010013');
  });
});
