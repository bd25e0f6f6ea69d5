/** Words of XFS4IoT (common.device, printer.paper, printer.media, lights); the kiosk uses no others for a device. */

export const deviceStates = [
  'starting',
  'online',
  'offline',
  'powerOff',
  'noDevice',
  'hardwareError',
  'userError',
  'deviceBusy',
] as const;
export type DeviceState = (typeof deviceStates)[number];

/** Why a device is not online, for the technician; each has a sentence with its mend (npm run device, the dock). */
export const statusReasons = [
  /** Not listed by the system: the cable, the power, or another port than the profile says. */
  'absent',
  /** The device file is not ours to open: group dialout or the udev rule is missing. */
  'noPermission',
  /** A system library is missing (libusb, libudev). */
  'noLibrary',
  /** Another program holds the line. */
  'inUse',
  /** The line is open and nobody answers. */
  'silent',
  /** It answers, but as another model or another version of the protocol than the profile names. */
  'wrongFirmware',
  /** It says itself that it is broken. */
  'selfTestFailed',
] as const;
export type StatusReason = (typeof statusReasons)[number];

export type PaperState = 'full' | 'low' | 'out' | 'jammed' | 'unknown';
export type MediaState = 'present' | 'notPresent' | 'jammed' | 'entering' | 'unknown';

export const deviceNames = [
  'idCardReader',
  'passportReader',
  'permitSlot',
  'cardDispenser',
  'receiptPrinter',
  'documentPrinter',
  'camera',
  'fingerprintReader',
  'codeScanner',
  'ioBoard',
] as const;
export type DeviceName = (typeof deviceNames)[number];

/** What a visitor is asked to do at a device now: the drawing on the screen and the light beside the device. */
export interface Guidance {
  readonly device: DeviceName;
  readonly act: 'place' | 'insert' | 'look' | 'touch' | 'show' | 'take';
}

export const flashRates = ['off', 'slow', 'medium', 'quick', 'continuous'] as const;
export type FlashRate = (typeof flashRates)[number];
