import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeChip, encodeText, joinReadData, splitReadData } from '../../../devices/id-card-reader/chip-data.ts';
import type { IdCard } from '../../../devices/id-card-reader/id-card-reader.ts';
import { syntheticCard, syntheticCards } from '../../../devices/id-card-reader/synthetic-cards.ts';
import { citizenIdBirthDate, citizenIdProblem, citizenIdSex } from '../../../main/contract/citizen-id.ts';
import { personNameProblem } from '../../../main/contract/person-name.ts';

const photo = syntheticCard().photo;

/** Text that fits into so many UTF-16 units and does not end in the padding. */
const text = (units: number, least = 0) =>
  fc
    .string({ unit: 'binary', maxLength: units })
    .map((raw) => raw.replace(/[ \0]+$/, ''))
    .filter((clean) => clean.length <= units && clean.length >= least);
const date = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const anyCard: fc.Arbitrary<IdCard> = fc.record({
  layout: fc.constant('resident'),
  name: text(15, 1),
  sex: fc.constantFrom('male', 'female', 'unknown'),
  nationCode: text(2),
  birthDate: date,
  address: text(35),
  number: text(18, 1),
  issuer: text(15),
  validFrom: date,
  validUntil: fc.option(date),
  photo: fc.uint8Array({ maxLength: 1024 }),
});

describe('the data of the chip', () => {
  it('survives the round trip', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const blocks = splitReadData(joinReadData(encodeText(card), card.photo));
        expect(blocks && decodeChip(blocks.text, blocks.photo)).toEqual({ ok: true, value: card });
      }),
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

  it.each(['J', 'I', 'Y'])('of a permit (%s) is another document', (layout) => {
    expect(decodeChip(encodeText(syntheticCard(), layout), photo)).toEqual({ ok: false, error: 'otherDocument' });
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
    else expect(decodeChip(block(), photo)).toEqual({ ok: false, error: 'unreadable' });
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1400 }), (data) => {
        const blocks = splitReadData(data);
        if (blocks) decodeChip(blocks.text, blocks.photo);
        decodeChip(data, photo);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 256, maxLength: 256 }), (data) => void decodeChip(data, photo)),
      { numRuns: 2000 },
    );
  });

  it('is refused when its lengths do not fit its bytes', () => {
    const data = joinReadData(encodeText(syntheticCard()), photo);
    expect(splitReadData(data.subarray(0, -1))).toBeNull();
    expect(splitReadData(data.subarray(0, 3))).toBeNull();
    expect(splitReadData(joinReadData(new Uint8Array(255), photo))).toBeNull();
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

  it('have the number that the documentation shows', () => {
    expect(syntheticCards.valid.number).toBe('500105199001010013');
  });
});
