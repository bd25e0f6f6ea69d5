import { createHash, randomBytes, randomInt } from 'node:crypto';
import { writeSync } from 'node:fs';
import { request } from 'node:https';
import { systemClock } from '../../main/clock/clock.ts';
import { err } from '../../main/contract/result.ts';
import type { Result } from '../../main/contract/result.ts';
import { auditStore } from '../../main/database/audit-store.ts';
import type { Database } from '../../main/database/database.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import { httpsGateway } from '../../main/gateway/https-gateway.ts';
import { readKioskKeys } from '../../main/gateway/key-setup.ts';
import { openOutbox } from '../../main/outbox/open-outbox.ts';
import type { Treasury } from '../../main/payment/ask-treasury.ts';
import { paymentDelays } from '../../main/payment/delays.ts';
import { payments } from '../../main/payment/payments.ts';
import { newSubmissionId } from '../../main/submission/seal-submission.ts';

/**
 * A kiosk that does one visit's business with money and kills itself at the wanted moment. Each moment before and after a
 * commit or a question is a line on its output. Who leaves does so because no answer came.
 *
 *     node payment-child.ts <path> <keys> <url> <fee|refund|leave|fine> <moment, from 1; 0 for never>
 */
const [, , path = '', keysDir = '', url = '', script = '', wanted = '0'] = process.argv;
let moments = 0;
let hasBegun = false;

function moment(name: string): void {
  if (!hasBegun) return;
  moments += 1;
  writeSync(1, `${name}\n`);
  if (moments !== Number(wanted)) return;
  process.kill(process.pid, 'SIGKILL');
  // The signal needs a moment of its own.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(String(result.error));
  return result.value;
}

/** Only what is written counts as a commit. */
function watched(database: Database): Database {
  let isWritten = false;
  return {
    ...database,
    command(sql) {
      const command = database.command(sql);
      return {
        run(...values) {
          isWritten = true;
          return command.run(...values);
        },
      };
    },
    transaction(work) {
      isWritten = false;
      const result = database.transaction(() => {
        const value = work();
        if (isWritten) moment('before commit');
        return value;
      });
      if (isWritten) moment('after commit');
      return result;
    },
  };
}

async function asked<T>(name: string, question: () => Promise<T>): Promise<T> {
  moment(`before ${name}`);
  const answer = await question();
  moment(`after ${name}`);
  return answer;
}

const keys = readKioskKeys(keysDir);
const https = httpsGateway({ url, ca: keys.ca, deviceId: keys.deviceId, clock: systemClock });
const gateway: Treasury = {
  openPayment: (...question) => asked('opening', () => https.openPayment(...question)),
  async paymentState(...question) {
    const answer = await asked('state', () => https.paymentState(...question));
    return script === 'leave' ? err('timedOut') : answer;
  },
  closePayment: (...question) => asked('closing', () => https.closePayment(...question)),
  refundPayment: (...question) => asked('refund', () => https.refundPayment(...question)),
};

const plain = must(openDatabase(path));
const audit = auditStore(plain, systemClock, newSubmissionId());
const database = watched(plain);
const outbox = must(openOutbox(database, audit, systemClock));
const money = payments({ database, audit, clock: systemClock, gateway, delays: paymentDelays, backOffMs: () => 1_000 });
const { signal } = new AbortController();

/** As the visitor's telephone. */
function pay(payUrl: string | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const phone = request(payUrl ?? '', { method: 'POST', ca: keys.ca }, (response) => {
      response.resume().on('end', resolve);
    });
    phone.on('error', reject).end();
  });
}

const service = 'hk-macao-endorsement';
const order =
  script === 'fine'
    ? ({
        purpose: { kind: 'fine', decisionNumber: `50010500${String(randomInt(1e7, 1e8))}` },
        amountFen: 20_600,
      } as const)
    : ({ purpose: { kind: 'fee', service }, amountFen: 1_500 } as const);
hasBegun = true;
const { orderId, payUrl } = must(await money.open(order, signal));
await pay(payUrl);
must(await money.refresh(orderId, signal));
if (script === 'leave') {
  must(await money.close(orderId, signal));
  money.release(orderId);
  await money.settleLoose();
}
if (script === 'fee') {
  const jwe = randomBytes(200).toString('base64url');
  const envelope = {
    sid: newSubmissionId(),
    jwe,
    sha256: createHash('sha256').update(jwe).digest('hex'),
    signature: 'aGVhZGVy..c2lnbmF0dXJl',
    deviceId: 'kiosk-test',
    sequence: 1,
  };
  must(outbox.store({ envelope, receiptNumber: 'XJ-T01-260101-00001-0', service, paymentOrderId: orderId }));
}
if (script === 'refund') must(await money.refund(orderId, 'handOverFailed', signal));
process.exit(0);
