import { zoneFile } from './chip-protocol.ts';
import type { RewriterEntry } from './profile.ts';

/** The chip of a permit under power: an application with one file, to be read by its owner's leave and without a key. */
export interface SimulatedChip {
  exchange(command: Uint8Array): Uint8Array;
}

/** Statuses of ISO 7816-4. */
const done = [0x90, 0x00];
const notFound = [0x6a, 0x82];
const notAllowed = [0x69, 0x86];
const wrongOffset = [0x6b, 0x00];
const unknownCommand = [0x6d, 0x00];

export function simulatedChip(
  zone: readonly string[],
  { application, zoneFile: id }: Pick<RewriterEntry, 'application' | 'zoneFile'>,
): SimulatedChip {
  const file = zoneFile(zone);
  let selected: 'nothing' | 'application' | 'file' = 'nothing';

  function select(isByName: boolean, name: string): readonly number[] {
    if (isByName ? name !== application : selected === 'nothing' || name !== id) return notFound;
    selected = isByName ? 'application' : 'file';
    return done;
  }

  function read(offset: number, length: number): readonly number[] {
    if (selected !== 'file') return notAllowed;
    return offset < file.length ? [...file.subarray(offset, offset + length), ...done] : wrongOffset;
  }

  return {
    exchange(command) {
      const [, instruction, first = 0, second = 0, length = 0] = command;
      const data = Buffer.from(command.subarray(5, 5 + length)).toString('hex');
      if (instruction === 0xa4) return Uint8Array.from(select(first === 0x04, data));
      return Uint8Array.from(instruction === 0xb0 ? read(first * 256 + second, length) : unknownCommand);
    },
  };
}
