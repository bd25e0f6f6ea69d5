import type { DeviceStatus } from '../devices/device.ts';
import { mendOf } from '../devices/mend.ts';
import { fitted, type Devices } from '../devices/registry.ts';
import type { AuditStore } from './database/audit-store.ts';
import type { DeviceName } from './contract/device-status.ts';
import type { DeviceLine } from './contract/session-snapshot.ts';
import type { DeviceStatuses } from './session/broken-devices.ts';

/** All devices of a kiosk as one machine: started, watched, logged, stopped. */
export interface KioskDevices {
  start(): Promise<void>;
  stop(): Promise<void>;
  statuses(): DeviceStatuses;
  /** For the dock and the technician. */
  lines(): DeviceLine[];
}

export function kioskDevices(devices: Devices, audit: Pick<AuditStore, 'record'>, onChanged: () => void): KioskDevices {
  const all = fitted(devices);
  const logged = new Map<DeviceName, string>();

  /** A printer is busy with every visit; only what a technician would ask about belongs into the log. */
  function log(device: DeviceName, status: DeviceStatus): void {
    const state = status.device === 'deviceBusy' ? 'online' : status.device;
    const reason = status.reason ?? 'none';
    if (state === 'starting' || logged.get(device) === state + reason) return;
    logged.set(device, state + reason);
    audit.record({ event: 'device-changed', detail: { device, state, reason } });
  }
  const unsubscribe = all.map(([name, device]) =>
    device.onStatusChanged((status) => {
      log(name, status);
      onChanged();
    }),
  );

  return {
    async start() {
      await Promise.all(all.map(([, device]) => device.start()));
    },
    async stop() {
      for (const stop of unsubscribe) stop();
      await Promise.all(all.map(([, device]) => device.stop()));
    },
    statuses: () => ({
      idCardReader: devices.idCardReader.status(),
      passportReader: devices.passportReader?.status() ?? null,
      permitSlot: devices.permitSlot?.status() ?? null,
      cardDispenser: devices.cardDispenser?.status() ?? null,
      receiptPrinter: devices.receiptPrinter.status(),
      documentPrinter: devices.documentPrinter.status(),
      // A camera of the screen says nothing here: the screen tells when it fails.
      camera: devices.camera?.status() ?? { device: 'online' },
      fingerprintReader: devices.fingerprintReader?.status() ?? null,
      codeScanner: devices.codeScanner?.status() ?? null,
      ioBoard: devices.ioBoard?.status() ?? null,
    }),
    lines: () =>
      all.map(([name, device]) => {
        const { device: state, reason = null } = device.status();
        return { name, state, reason };
      }),
  };
}

/** What keeps devices from working that a technician can mend now, a line each: for the log of the start. */
export const mendLines = (lines: readonly DeviceLine[]): string[] =>
  lines.flatMap(({ name, reason }) => (reason ? [`${name}: ${reason}. ${mendOf(reason)}`] : []));
