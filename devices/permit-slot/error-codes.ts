import type { PermitSlotError } from './permit-slot.ts';

/**
 * What an error of a machine means. `needsInit`: it lost its power and wants the init command before any movement.
 * `chipFault`: the chip says nothing, or nothing that can be understood.
 */
export type SlotFault = Exclude<PermitSlotError, 'cancelled' | 'offline'> | 'needsInit' | 'chipFault';
export type ErrorTable = Readonly<Record<string, SlotFault>>;

/** Of the chip's contacts, in both families. [M]: which is which no public driver says. */
const chipErrors = {
  '60': 'chipFault', // short circuit
  '61': 'chipFault', // no answer to reset
  '62': 'chipFault', // does not know the command
  '65': 'chipFault', // has no power
  '66': 'chipFault', // no answer
  '67': 'chipFault', // broken answer
} as const satisfies ErrorTable;

/**
 * The two characters of an error, by family: 13 is a card that is too long for one and a missing init for the other. A
 * code that is not listed is a fault of the slot.
 */
export const errorTables = {
  /** CRT-571, CRT-350N. */
  crt571: {
    '00': 'slotFault', // undefined command
    '01': 'slotFault', // wrong parameter
    '02': 'slotFault', // wrong order of commands
    '03': 'slotFault', // the hardware cannot do it
    '04': 'slotFault', // wrong data
    '05': 'slotFault', // the chip contacts do not let go
    '10': 'cardJammed',
    '11': 'slotFault', // shutter
    '12': 'slotFault', // sensor
    '13': 'cardNotAccepted', // too long
    '14': 'cardNotAccepted', // too short
    '16': 'cardRemoved', // moved by hand
    '40': 'cardRemoved', // moved by hand on the way to the bin
    '41': 'slotFault', // magnet of the chip contacts
    '43': 'slotFault', // cannot move to the chip contacts
    '45': 'cardRemoved', // moved by hand
    '46': 'slotFault', // not taken in time; nobody asks it to wait
    '50': 'captureBinFull',
    '51': 'slotFault', // motor
    ...chipErrors,
    A0: 'noCard',
    A1: 'captureBinFull',
    B0: 'needsInit',
  },
  /** CRT-591H, CRT-780B. [M]: from one public driver, not tried on hardware. */
  crt591h: {
    '00': 'slotFault', // undefined command
    '01': 'slotFault', // wrong parameter
    '02': 'slotFault', // wrong data
    '03': 'slotFault', // cannot run now
    '06': 'slotFault', // service door open
    '11': 'slotFault', // voltage too low
    '12': 'slotFault', // voltage too high
    '13': 'needsInit',
    '20': 'cardJammed', // on the stage
    '22': 'cardJammed', // on the way in
    '23': 'notInserted',
    '24': 'cardRemoved', // pulled out
    '28': 'cardJammed', // on the way out
    '30': 'slotFault', // the stage is not aligned
    '31': 'slotFault', // the stage is occupied
    '32': 'noCard', // the stage is empty
    '50': 'captureBinFull',
    ...chipErrors,
    A0: 'noCard',
  },
} as const satisfies Record<string, ErrorTable>;
