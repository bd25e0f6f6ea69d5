/** Words of XFS4IoT (common.device, printer.paper, printer.media); the kiosk uses no others for a device. */

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

export type PaperState = 'full' | 'low' | 'out' | 'jammed' | 'unknown';
export type MediaState = 'present' | 'notPresent' | 'jammed' | 'entering' | 'unknown';

export const deviceNames = ['idCardReader', 'receiptPrinter', 'documentPrinter', 'camera'] as const;
export type DeviceName = (typeof deviceNames)[number];
