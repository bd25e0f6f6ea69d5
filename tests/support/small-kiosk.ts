import { join } from 'node:path';
import { systemClock } from '../../main/clock/clock.ts';
import { outboxConfigSchema, uplinkConfigSchema, type UplinkConfig } from '../../main/config/queue-config.ts';
import type { Result } from '../../main/contract/result.ts';
import type { Application } from '../../main/gateway/submission-content.ts';
import { openKioskQueue, type KioskQueue } from '../../main/kiosk-queue.ts';
import { reserveNumber } from '../../main/submission/reserve-number.ts';
import { newSubmissionId, sealSubmission } from '../../main/submission/seal-submission.ts';
import { contentFor } from '../gateway/fixture.ts';

function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(String(result.error));
  return result.value;
}

/** A kiosk from the sealing to the gateway, without devices, visitors and screen: the queue that ships. */
export interface SmallKiosk extends KioskQueue {
  /** Seals and stores one visit of this person; the gateway must have answered once. */
  store(
    person?: { readonly number: string; readonly name: string },
    content?: Partial<Application>,
  ): Promise<{ readonly sid: string; readonly sequence: number; readonly receiptNumber: string }>;
}

const both = { 'zh-CN': '示例', en: 'Example' };
const somebody = { number: '500105199001010013', name: '张示例' };

/** Nothing runs yet: `start()` all of it, or the parts that a test wants. */
export async function smallKiosk(places: {
  readonly dataDir: string;
  readonly keysDir: string;
  /** Of the gateway. */
  readonly url: string;
  readonly transport?: UplinkConfig['transport'];
}): Promise<SmallKiosk> {
  const { dataDir, keysDir, url, transport } = places;
  const queue = await openKioskQueue({
    config: {
      kioskCode: 'T01',
      hallName: both,
      greeterName: both,
      defaultLanguage: 'zh-CN',
      officerPhone: '110',
      nearestCounter: both,
      pixelsPerMm: 3.2,
      dataDir,
      keysDir,
      gateway: { url },
      hardwareProfile: join(dataDir, 'none.json'),
      places: [],
      catalogueOverride: null,
      outbox: outboxConfigSchema.parse({ ballastBytes: 1024 * 1024 }),
      uplink: uplinkConfigSchema.parse({ transport }),
    },
    clock: systemClock,
    watchDelays: {},
    isIdle: () => false,
    onChanged: () => {},
  });
  const { database, outbox, ring, keys, suite } = queue;
  return {
    ...queue,
    async store(person = somebody, more = {}) {
      const sealingKey = ring.sealingKey();
      if (!sealingKey) throw new Error('no key to seal with');
      const { sequence, receiptNumber } = must(reserveNumber(database, systemClock, 'T01'));
      const content = contentFor(person, 'evidence-0001', { receiptNumber, ...more });
      const sid = newSubmissionId();
      const { deviceId, deviceKey } = keys;
      const signingKey = keys.deviceSmKey ?? deviceKey;
      const envelope = await sealSubmission(content, { sid, sequence, deviceId, sealingKey, signingKey, suite });
      must(outbox.store({ envelope, receiptNumber, service: content.service }));
      return { sid, sequence, receiptNumber };
    },
  };
}
