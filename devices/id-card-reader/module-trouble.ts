import type { DeviceStatus } from '../device.ts';
import type { Answer } from './protocol.ts';

/** What can be wrong with the reader, whatever it was asked. */
const moduleTroubles = [
  'closed',
  'silent',
  'garbled',
  'selfTestFailed',
  /** The module is not licensed for what it was asked. */
  'notAuthorised',
  /** It answers, and is not the module that the profile names. */
  'wrongFirmware',
] as const;
export type ModuleTrouble = (typeof moduleTroubles)[number];

export const isModuleTrouble = (word: string): word is ModuleTrouble => moduleTroubles.some((known) => known === word);

/** The same in the words of the reader's interface. */
export const troubleError = (trouble: ModuleTrouble): 'offline' | 'readerFault' =>
  trouble === 'closed' || trouble === 'silent' ? 'offline' : 'readerFault';

/** The same in the words of a status; why a line is closed is the line's to say. */
export function troubleStatus(trouble: Exclude<ModuleTrouble, 'closed'>): DeviceStatus {
  switch (trouble) {
    case 'silent':
      return { device: 'offline', reason: 'silent' };
    case 'garbled':
    case 'notAuthorised':
      return { device: 'hardwareError' };
    case 'selfTestFailed':
    case 'wrongFirmware':
      return { device: 'hardwareError', reason: trouble };
  }
}

/** The trouble that an answer to a question about the module itself tells of; null when it says that all is well. */
export function troubleIn({ status }: Answer): ModuleTrouble | null {
  switch (status) {
    case 'done':
      return null;
    case 'selfTestFailed':
    case 'notAuthorised':
      return status;
    // A module that does not know the question is none of the family.
    case 'commandError':
    case 'unrecognised':
    case 'unknown':
      return 'wrongFirmware';
    default:
      return 'garbled';
  }
}
