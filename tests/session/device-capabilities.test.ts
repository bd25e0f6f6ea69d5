import { describe, expect, test } from 'vitest';
import { deviceNames, deviceStates, type DeviceName } from '../../main/contract/device-status.ts';
import { problemCodes } from '../../main/contract/problem.ts';
import { deviceCapabilities, type DeviceStatuses } from '../../main/session/broken-devices.ts';

const well: DeviceStatuses = {
  idCardReader: { device: 'online' },
  passportReader: { device: 'online' },
  permitSlot: { device: 'online', media: 'notPresent', captureBin: 'ok' },
  cardDispenser: { device: 'online', media: 'notPresent', cards: 'ok', captureBin: 'ok' },
  receiptPrinter: { device: 'online', paper: 'full', media: 'notPresent', coverOpen: false },
  documentPrinter: { device: 'deviceBusy', paper: 'low', media: 'unknown', coverOpen: false, toner: 'low' },
  camera: { device: 'online' },
  fingerprintReader: { device: 'online' },
  codeScanner: { device: 'online' },
  ioBoard: { device: 'online' },
};
const broken = (change: Partial<DeviceStatuses>) => deviceCapabilities({ ...well, ...change }).brokenDevices;

test('a machine that is well has all its devices and no trouble', () => {
  expect(deviceCapabilities(well)).toEqual({ fittedDevices: deviceNames, brokenDevices: [] });
});

test('what a kiosk does not have is not broken', () => {
  const { fittedDevices, brokenDevices } = deviceCapabilities({ ...well, permitSlot: null, ioBoard: null });
  expect(fittedDevices).toHaveLength(deviceNames.length - 2);
  expect(brokenDevices).toEqual([]);
});

const away = deviceNames.flatMap((device) =>
  deviceStates.filter((state) => state !== 'online' && state !== 'deviceBusy').map((state) => [device, state] as const),
);
test.each(away)('%s that is %s has a sentence for the visitor, and its state for the technician', (device, state) => {
  const status = { ...well[device], device: state, reason: 'silent' };
  const [trouble, ...more] = broken({ [device]: status });
  expect(more).toEqual([]);
  expect(trouble).toMatchObject({ device, state, reason: 'silent' });
  if (device === 'ioBoard') expect(trouble?.problem).toBeNull();
  else expect(problemCodes).toContain(trouble?.problem);
});

test.each(deviceNames)('%s of the wrong version is out of service, by that name', (device: DeviceName) => {
  const status = { ...well[device], device: 'hardwareError', reason: 'wrongFirmware' };
  expect(broken({ [device]: status })).toEqual([
    { device, state: 'hardwareError', reason: 'wrongFirmware', problem: 'device-wrong-firmware' },
  ]);
});

describe('a device that answers and is of no use to the next visitor', () => {
  const receipt = well.receiptPrinter!;
  const document = well.documentPrinter!;
  const dispenser = well.cardDispenser!;
  test.each([
    ['receipt-paper-out', { receiptPrinter: { ...receipt, paper: 'out' } }],
    ['receipt-paper-jam', { receiptPrinter: { ...receipt, paper: 'jammed' } }],
    ['receipt-cover-open', { receiptPrinter: { ...receipt, coverOpen: true } }],
    ['document-paper-out', { documentPrinter: { ...document, paper: 'out' } }],
    ['document-paper-jam', { documentPrinter: { ...document, paper: 'jammed' } }],
    ['document-cover-open', { documentPrinter: { ...document, coverOpen: true } }],
    ['document-toner-out', { documentPrinter: { ...document, toner: 'out' } }],
    ['dispenser-empty', { cardDispenser: { ...dispenser, cards: 'empty' } }],
    ['dispenser-jammed', { cardDispenser: { ...dispenser, media: 'jammed' } }],
    ['permit-jammed', { permitSlot: { ...well.permitSlot!, media: 'jammed' } }],
  ] as const)('%s', (problem, change) => {
    expect(broken(change)).toMatchObject([{ problem, reason: null }]);
  });

  test.each([
    ['document-paper-out', { documentPrinter: { ...document, device: 'userError', paper: 'out' } }],
    ['receipt-cover-open', { receiptPrinter: { ...receipt, device: 'userError', coverOpen: true } }],
    ['receipt-paper-jam', { receiptPrinter: { ...receipt, device: 'hardwareError', paper: 'jammed' } }],
  ] as const)('%s, also where it calls itself broken for that', (problem, change) => {
    expect(broken(change)).toMatchObject([{ problem }]);
  });
});
