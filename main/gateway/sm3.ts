import { sm3 } from 'sm-crypto-v2';

/** GB/T 32905: 32 bytes. Never `createHash('sm3')`, which Electron's BoringSSL does not have. */
export const sm3Digest = (bytes: Uint8Array): Buffer => Buffer.from(sm3(bytes), 'hex');
