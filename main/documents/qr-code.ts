export { qrCode, quietZoneModules } from '../contract/qr-code.ts';
