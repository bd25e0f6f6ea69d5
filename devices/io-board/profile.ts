import { z } from 'zod';
import { deviceNames, type DeviceName } from '../../main/contract/device-status.ts';
import { serialConnection, simulatedConnection, tcpConnection } from '../transport/connection.ts';
import type { LightName } from './io-board.ts';

export const lightNames: readonly LightName[] = [
  ...deviceNames.filter((name): name is Exclude<DeviceName, 'ioBoard'> => name !== 'ioBoard'),
  'statusGood',
  'statusBad',
  'fasciaLight',
];

const address = z.int().min(0).max(0xffff);
/** A coil that is on while the light burns or the lock lets go; the other way round where it is inverted. */
const relay = z.strictObject({ coil: address, isInverted: z.boolean().default(false) });
/** A discrete input that is on in the state that its name says; the other way round where it is inverted. */
const contact = z.strictObject({ input: address, isInverted: z.boolean().default(false) });

const door = z.strictObject({
  lock: relay,
  /** On while the door is open. Without it nobody knows, and the pulse is all there is. */
  open: contact.exactOptional(),
  /** Longer than a hand needs to pull, shorter than what burns the coil of a lock out; its maker's word counts. */
  pulseMs: z.int().min(100).max(30_000).default(3000),
  /** From the pulse on; a door that springs open does so within a second, a pulled one within ten. */
  openWithinMs: z.int().min(100).max(60_000).default(10_000),
});

/**
 * Which wire of a Modbus RTU board is what. Addresses count from 0, as on the wire. Every board has its own, so there is
 * none here; 9600 8N1 and unit 1 are what most are delivered with.
 */
export const ioBoardProfile = z
  .strictObject({
    driver: z.literal('modbus-rtu'),
    connection: z.union([serialConnection, tcpConnection, simulatedConnection]),
    unit: z.int().min(1).max(247).default(1),
    /** A holding register that tells the board's model or version, where it has one (unverified: 0x8000 on some). */
    version: z.strictObject({ register: address, value: z.int().min(0).max(0xffff) }).exactOptional(),
    lights: z.partialRecord(z.enum(lightNames), relay).default({}),
    doors: z.array(door).max(32).default([]),
    /** On while the cabinet is open. */
    cabinetDoor: contact.exactOptional(),
    tamperSensor: contact.exactOptional(),
    /** On while somebody stands in front. */
    proximitySensor: contact.exactOptional(),
    /** On while the uninterruptible power supply runs on its battery. */
    onBattery: contact.exactOptional(),
    /** A holding register that has to keep counting, or the board's watchdog resets the computer. */
    heartbeat: z
      .strictObject({ register: address, intervalMs: z.int().min(100).max(60_000).default(1000) })
      .exactOptional(),
  })
  .check(({ value, issues }) => {
    const coils = [...Object.values(value.lights), ...value.doors.map(({ lock }) => lock)].map(({ coil }) => coil);
    const twice = coils.find((coil, index) => coils.indexOf(coil) !== index);
    if (twice === undefined) return;
    issues.push({ code: 'custom', message: `coil ${twice} has two uses`, input: value, path: [] });
  });
export type IoBoardProfile = z.infer<typeof ioBoardProfile>;
export type Relay = z.infer<typeof relay>;
export type Contact = z.infer<typeof contact>;
export type DoorProfile = IoBoardProfile['doors'][number];
