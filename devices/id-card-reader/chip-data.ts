/**
 * The data of the chip as a card: text (text-layout.ts), and photo and fingerprints, which stay opaque. Decoding judges
 * neither the check digit nor the expiry: that is the session's.
 */
import { err, ok, type Result } from '../../main/contract/result.ts';
import { formerForeignNumber, linkToFormer } from './foreign-number.ts';
import type { IdCard, IdCardLayout } from './id-card-reader.ts';
import { TEXT_BYTES, type ReadBlocks } from './read-data.ts';
import { addressBytes, layoutOf, rawText, spans, textAt, textBlock, trimmed } from './text-layout.ts';

/** In place of the last day of a card that is valid for life. */
const forLife = '长期';

export type ChipFault = 'otherDocument' | 'unreadable';

/** `otherDocument` for an unknown layout, `unreadable` when a date is none or the name or the number is empty. */
export function decodeChip(blocks: ReadBlocks): Result<IdCard, ChipFault> {
  if (blocks.text.length !== TEXT_BYTES) return err('unreadable');
  const layout = layoutOf(blocks.text);
  if (!layout) return err('otherDocument');
  const facts = decodeFacts(blocks, layout);
  if (!facts) return err('unreadable');
  const card = withLayout(blocks.text, layout, facts);
  return card.name && card.number ? ok(card) : err('unreadable');
}

type Facts = Pick<
  IdCard,
  'name' | 'number' | 'sex' | 'birthDate' | 'validFrom' | 'validUntil' | 'photo' | 'fingerprints'
>;

/** What all layouts have; null when a date is none. */
function decodeFacts({ text, photo, fingerprints }: ReadBlocks, layout: IdCardLayout): Facts | null {
  const places = spans[layout];
  const birthDate = decodeDate(textAt(text, places.birthDate));
  const validFrom = decodeDate(textAt(text, places.validFrom));
  const lastDay = textAt(text, places.validUntil);
  const validUntil = lastDay === forLife ? null : decodeDate(lastDay);
  if (birthDate === undefined || validFrom === undefined || validUntil === undefined) return null;
  return {
    name: textAt(text, places.name),
    number: textAt(text, places.number),
    sex: decodeSex(textAt(text, places.sex)),
    birthDate,
    validFrom,
    validUntil,
    photo,
    ...(fingerprints.length > 0 && { fingerprints }),
  };
}

function withLayout(text: Uint8Array, layout: IdCardLayout, facts: Facts): IdCard {
  switch (layout) {
    case 'resident': {
      const at = spans.resident;
      return {
        layout,
        ...facts,
        nationCode: textAt(text, at.nationCode),
        address: textAt(text, at.address),
        issuer: textAt(text, at.issuer),
        newestAddress: null,
      };
    }
    case 'hmt': {
      const at = spans.hmt;
      return {
        layout,
        ...facts,
        address: textAt(text, at.address),
        issuer: textAt(text, at.issuer),
        permitNumber: textAt(text, at.permitNumber),
        issueCount: textAt(text, at.issueCount),
      };
    }
    case 'foreign2017': {
      const at = spans.foreign2017;
      return {
        layout,
        ...facts,
        ...foreignNames(facts, textAt(text, at.englishName)),
        nationality: textAt(text, at.nationality),
        cardVersion: textAt(text, at.cardVersion),
        acceptingAuthority: textAt(text, at.acceptingAuthority),
      };
    }
    case 'foreign2023': {
      const at = spans.foreign2023;
      const nationality = textAt(text, at.nationality);
      return {
        layout,
        ...facts,
        // The space between two names may stand at the border of the two places.
        ...foreignNames(facts, trimmed(rawText(text, at.englishName) + rawText(text, at.englishNameRest))),
        nationality,
        renewalCount: textAt(text, at.renewalCount),
        formerNumber: formerForeignNumber({
          number: facts.number,
          nationality,
          link: textAt(text, at.linkToFormer),
        }),
      };
    }
  }
}

const foreignNames = ({ name: chineseName }: Facts, englishName: string) => ({
  name: chineseName || englishName,
  chineseName,
  englishName,
});

const sexCodes = { male: '1', female: '2', unknown: '0' } as const;

/** GB/T 2261.1; 0 is unknown and 9 is not stated. */
function decodeSex(code: string): IdCard['sex'] {
  if (code === sexCodes.male) return 'male';
  return code === sexCodes.female ? 'female' : 'unknown';
}

/** YYYYMMDD → YYYY-MM-DD; undefined when it has no month or no day. Not a calendar: 29 February may be any year's. */
function decodeDate(digits: string): string | undefined {
  const [, year, month, day] = /^(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.exec(digits) ?? [];
  return year && month && day ? `${year}-${month}-${day}` : undefined;
}

/** The text block of a card, for the simulator. Throws when a text does not fit its place. */
export function encodeText(card: IdCard): Uint8Array {
  const { number } = card;
  const common = {
    name: card.name,
    number,
    sex: sexCodes[card.sex],
    birthDate: card.birthDate.replaceAll('-', ''),
    validFrom: card.validFrom.replaceAll('-', ''),
    validUntil: card.validUntil?.replaceAll('-', '') ?? forLife,
  };
  switch (card.layout) {
    case 'resident': {
      const { nationCode, address, issuer } = card;
      return textBlock('resident', { ...common, nationCode, address, issuer });
    }
    case 'hmt': {
      const { address, issuer, permitNumber, issueCount } = card;
      return textBlock('hmt', { ...common, address, issuer, permitNumber, issueCount });
    }
    case 'foreign2017': {
      const { chineseName: name, englishName, nationality, cardVersion, acceptingAuthority } = card;
      const own = { name, englishName, nationality, cardVersion, acceptingAuthority };
      return textBlock('foreign2017', { ...common, ...own });
    }
    case 'foreign2023': {
      const { chineseName: name, englishName, nationality, renewalCount, formerNumber } = card;
      const fits = spans.foreign2023.englishName[1] / 2;
      return textBlock('foreign2023', {
        ...common,
        name,
        englishName: englishName.slice(0, fits),
        englishNameRest: englishName.slice(fits),
        nationality,
        renewalCount,
        linkToFormer: formerNumber === null ? '' : linkToFormer(formerNumber),
      });
    }
  }
}

/** The address in the answer to "newest appended address". */
export const decodeAddress = (data: Uint8Array): string => textAt(data, [0, addressBytes]);
