import { expect, test } from 'vitest';
import { deviceNames, type DeviceName, type Guidance } from '../../../main/contract/device-status.ts';
import { guidanceDrawings } from '../../../renderer/illustrations/guidance-drawing.tsx';

/** What a visitor does at each device. A device that is added asks here for its drawing. */
const acts: Readonly<Record<DeviceName, readonly Guidance['act'][]>> = {
  idCardReader: ['place', 'take'],
  passportReader: ['place', 'take'],
  permitSlot: ['insert', 'take'],
  cardDispenser: ['take'],
  receiptPrinter: ['take'],
  documentPrinter: ['take'],
  camera: ['look'],
  fingerprintReader: ['touch'],
  codeScanner: ['show'],
  ioBoard: [],
};

test.each(deviceNames.flatMap((device) => acts[device].map((act) => [device, act] as const)))(
  'there is a drawing for %s: %s',
  (device, act) => {
    expect(guidanceDrawings[device][act]).toBeTypeOf('function');
  },
);
