import type { Result } from '../../main/contract/result.ts';
import type { MediaState } from '../../main/contract/device-status.ts';
import type { Device, DeviceStatus } from '../device.ts';

/** A reader of resident ID cards, and of the permits on the same chip, with a SAM_V module (GA 450, GA/T 467-2019). */
export interface IdCardReader extends Device<IdCardReaderStatus> {
  /**
   * Waits for a card and reads it: find, select, read. One placement gives one reading. Ends with `notPlaced` after the
   * time-out and `cancelled` when `signal` aborts. `onPhase` tells when a card was found and reading has begun.
   * Fingerprints are read only when asked for: without consent nobody needs them, and they take longer.
   */
  readCard(options: {
    signal: AbortSignal;
    onPhase?: (phase: 'waiting' | 'reading') => void;
    withFingerprints?: boolean;
  }): Promise<Result<IdCard, IdCardReadError>>;
  /** Asks the hardware whether a card lies on the reader now, also one that was already read. */
  isCardPresent(): Promise<Result<boolean, 'offline' | 'readerFault'>>;
}

export interface IdCardReaderStatus extends DeviceStatus {
  readonly media: MediaState;
}

export const idCardReadErrors = [
  'notPlaced',
  'cancelled',
  'cardRemoved',
  'cardDamaged',
  'cardNotGenuine',
  /** A chip that the module refuses, or a document that marks itself with a letter nobody has published. */
  'cardNotSupported',
  'offline',
  'readerFault',
] as const;
export type IdCardReadError = (typeof idCardReadErrors)[number];

/** What lay on the reader. Which services take which document is the session's to say. */
export type IdCard = ResidentCard | ResidencePermit | ForeignCard2017 | ForeignCard2023;
export type IdCardLayout = IdCard['layout'];

/** What every document on this chip says (GA/T 490). */
interface ChipFacts {
  /** In Chinese; a foreigner without a Chinese name has the English one here. */
  readonly name: string;
  readonly number: string;
  readonly sex: 'male' | 'female' | 'unknown';
  /** YYYY-MM-DD */
  readonly birthDate: string;
  /** YYYY-MM-DD */
  readonly validFrom: string;
  /** YYYY-MM-DD, or null for a document that is valid for life (长期). */
  readonly validUntil: string | null;
  /** The WLT block as it came, opaque: its decoder is a licensed library (photo-decoder.ts). */
  readonly photo: Uint8Array;
  /** Only when they were asked for and the chip has some. */
  readonly fingerprints?: readonly FingerRecord[];
}

/** The items that the law puts on the chip (Resident Identity Card Law, Art. 3). */
export interface ResidentCard extends ChipFacts {
  readonly layout: 'resident';
  /** Two digits of GB/T 3304 (main/contract/nation-codes.ts); an unknown code is kept as it is. */
  readonly nationCode: string;
  readonly address: string;
  readonly issuer: string;
  /** The address that was appended last, after a move; null where none was. */
  readonly newestAddress: string | null;
}

/** The residence permit for people of Hong Kong, Macao and Taiwan. Its number begins with 810000, 820000 or 830000. */
export interface ResidencePermit extends ChipFacts {
  readonly layout: 'hmt';
  readonly address: string;
  readonly issuer: string;
  /** Of the holder's exit-entry permit. */
  readonly permitNumber: string;
  /** How often the permit was issued, two characters as they came. */
  readonly issueCount: string;
}

interface ForeignFacts extends ChipFacts {
  /** Upper case. */
  readonly englishName: string;
  /** '' where the holder has none. */
  readonly chineseName: string;
  /** Three letters of GB/T 2659. */
  readonly nationality: string;
}

/** A foreigner's permanent residence card of 2017: a number of 15 characters. */
export interface ForeignCard2017 extends ForeignFacts {
  readonly layout: 'foreign2017';
  readonly cardVersion: string;
  readonly acceptingAuthority: string;
}

/** A foreigner's permanent residence card of 2023: a number of 18 characters that begins with 9. */
export interface ForeignCard2023 extends ForeignFacts {
  readonly layout: 'foreign2023';
  readonly renewalCount: string;
  /** The number of the holder's card of 2017; null where there was none. */
  readonly formerNumber: string | null;
}

/** Features of one finger, opaque: GA/T 1012 is not public. */
export interface FingerRecord {
  readonly finger: FingerPosition;
  readonly features: Uint8Array;
}
/** The chip's code of each finger (GA/T 1012). */
export const fingerPositions = {
  rightThumb: 11,
  rightIndex: 12,
  rightMiddle: 13,
  rightRing: 14,
  rightLittle: 15,
  leftThumb: 16,
  leftIndex: 17,
  leftMiddle: 18,
  leftRing: 19,
  leftLittle: 20,
  rightUnknown: 97,
  leftUnknown: 98,
  /** Also for a code that no list has. */
  other: 99,
} as const;
export type FingerPosition = keyof typeof fingerPositions;
