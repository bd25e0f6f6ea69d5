import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { hallPlaceSchema } from '../contract/hall-place.ts';
import { bilingualSchema, languageSchema } from '../contract/language.ts';
import { err, ok, type Result } from '../contract/result.ts';
import { outboxConfigSchema, uplinkConfigSchema } from './queue-config.ts';

/** One kiosk, as its city set it up. A file of this shape stands at XIAOJING_CONFIG; nothing in it is a secret. */
export const kioskConfigSchema = z.strictObject({
  /** Stands in every receipt number: 2 to 8 letters or digits, one kiosk one code. */
  kioskCode: z.string().regex(/^[A-Z0-9]{2,8}$/),
  hallName: bilingualSchema,
  greeterName: bilingualSchema,
  defaultLanguage: languageSchema,
  /** Shown when nobody answers the bell. */
  officerPhone: z.string().regex(/^[0-9+ -]{3,20}$/),
  /** Where a visitor is sent whom the kiosk cannot help. */
  nearestCounter: bilingualSchema,
  /** 1080p on a 27-inch screen has 3.2 pixels a millimetre; all sizes on the screen follow from it. */
  pixelsPerMm: z.number().min(1).max(12),
  /** The queue and the log. Its disk must keep what fsync promised. */
  dataDir: z.string().min(1),
  /** What enrolment left: the gateway's authority, this device's keys. */
  keysDir: z.string().min(1),
  gateway: z.strictObject({ url: z.url({ protocol: /^https$/ }) }),
  /** The hardware profile of this kiosk's model. */
  hardwareProfile: z.string().min(1),
  /** Where people are helped whom the kiosk cannot help: the first of each kind is named. */
  places: z.array(hallPlaceSchema).max(20),
  /** The city's signed changes to the catalogue; null where it has none. */
  catalogueOverride: z.string().min(1).nullable(),
  outbox: outboxConfigSchema.prefault({}),
  uplink: uplinkConfigSchema.prefault({}),
});
export type KioskConfig = z.infer<typeof kioskConfigSchema>;

/** Reads and checks a configuration. The error is a sentence for the technician: which file, which line of it, what is wrong. */
export async function readConfig(path: string): Promise<Result<KioskConfig, string>> {
  return readJson(path, kioskConfigSchema);
}

/** The same for any JSON file that a technician writes. */
export async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<Result<T, string>> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return err(`${path} cannot be read.`);
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data) : err(`${path}: ${z.prettifyError(parsed.error)}`);
  } catch (error) {
    return err(`${path} is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}

/** The configuration at `path`. Throws its sentence: a kiosk without a configuration does not start. */
export async function loadConfig(path: string | undefined): Promise<KioskConfig> {
  if (path === undefined) throw new Error('XIAOJING_CONFIG must name the configuration file of this kiosk.');
  const config = await readConfig(path);
  if (!config.ok) throw new Error(config.error);
  return config.value;
}
