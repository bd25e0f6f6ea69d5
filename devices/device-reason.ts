import type { DeviceState, StatusReason } from '../main/contract/device-status.ts';
import type { ChannelError } from './transport/byte-channel.ts';

/** Why a line that does not open or was lost is so, in a device's words. */
export function lineTrouble(error: ChannelError): { readonly device: DeviceState; readonly reason?: StatusReason } {
  switch (error) {
    case 'noDevice':
      return { device: 'noDevice', reason: 'absent' };
    case 'noPermission':
    case 'noLibrary':
    case 'inUse':
      return { device: 'offline', reason: error };
    case 'disconnected':
    case 'ioError':
      return { device: 'offline' };
  }
}
