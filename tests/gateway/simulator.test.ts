import { get } from 'node:https';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { citizenIdProblem } from '../../main/contract/citizen-id.ts';
import { personNameProblem } from '../../main/contract/person-name.ts';
import { systemClock } from '../../main/clock/clock.ts';
import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import { verifyAcknowledgement } from '../../main/gateway/acknowledgement.ts';
import { httpsGateway } from '../../main/gateway/https-gateway.ts';
import { retryAfterMs } from '../../main/gateway/retry-after.ts';
import { namedBehaviours } from '../../main/gateway/simulator/behaviour.ts';
import { gatewaySimulator } from '../../main/gateway/simulator/gateway-simulator.ts';
import { people } from '../../main/gateway/simulator/people.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { acknowledgementKeys, contentFor, never, seal, gatewayInTest, type GatewayInTest } from './fixture.ts';

let setup: GatewayInTest;
let simulator: GatewayInTest['simulator'];
let gateway: GatewayInTest['gateway'];
const clock = new FakeClock();
let sequence = 0;

beforeAll(async () => {
  setup = await gatewayInTest({ clock, evidence: 'trusted' }, systemClock);
  ({ simulator, gateway } = setup);
});
afterAll(() => setup.close());

async function issue(change: Parameters<typeof contentFor>[2] = {}) {
  const envelope = await seal(setup.keys, contentFor(people[0]!, 'evidence-0000', change), {
    sequence: (sequence += 1),
  });
  const outcome = await gateway.submit(envelope, never());
  if (outcome.kind !== 'answered') throw new Error(outcome.kind);
  const keys = acknowledgementKeys(setup.keys);
  const verified = await verifyAcknowledgement({ acknowledgement: outcome.acknowledgement, keys, expected: envelope });
  if (!verified.ok || verified.value.outcome.kind !== 'issued') throw new Error('not issued');
  return verified.value.outcome.certificate;
}

const visit = (url: string) =>
  new Promise<{ status: number; text: string; csp: string }>((resolve, reject) => {
    get(url, { ca: setup.keys.kiosk.ca, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const csp = String(response.headers['content-security-policy']);
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8'), csp });
      });
    }).on('error', reject);
  });

test('everybody on the register could hold a card: valid numbers and names, all different', () => {
  expect(people.length).toBeGreaterThanOrEqual(12);
  for (const { number, name } of people)
    expect([citizenIdProblem(number), personNameProblem(name)]).toEqual([null, null]);
  expect(new Set(people.map(({ number }) => number)).size).toBe(people.length);
  expect(people.map(({ name }) => name)).toContain('阿依古丽·买买提江');
  expect(people.filter(({ birthDate }) => birthDate > '2010-12-31')).toHaveLength(1);
  expect(people.filter(({ standing }) => standing === 'deceased')).toHaveLength(1);
});

test('whoever checks the paper sees that it is genuine, of what kind, for whom in part, for what, until when', async () => {
  const certificate = await issue();
  const { status, text, csp } = await visit(certificate.verificationUrl);
  expect(status).toBe(200);
  for (const words of ['真实有效', 'Genuine', '临时身份证明', '**例', '乘坐火车', '2026-11-22 16:00', '示例市公安局'])
    expect(text).toContain(words);
  expect(csp).toContain("default-src 'none'");
});

test('and nothing else', async () => {
  const { verificationUrl } = await issue();
  const { text } = await visit(verificationUrl);
  const { number, name } = people[0]!;
  for (const secret of [number, number.slice(6, 14), name, '13800000000', '示例站', 'R-20261121', 'M0 0L1 1'])
    expect(text).not.toContain(secret);
});

test('a code that nobody was given, and one that is read out in small letters', async () => {
  const { verificationUrl, verificationCode } = await issue();
  const unknown = await visit(`${simulator.url}/v/ABCDEFGH23456789`);
  expect([unknown.status, unknown.text.includes('No such certificate')]).toEqual([404, true]);
  const small = await visit(verificationUrl.replace(verificationCode, verificationCode.toLowerCase()));
  expect(small.status).toBe(200);
});

test('words from outside are no markup on the page', async () => {
  const { verificationUrl } = await issue({
    service: 'other-proof',
    person: { number: people[0]!.number, name: '<' },
    answers: { purpose: '<script>' },
  });
  const { text } = await visit(verificationUrl);
  expect(text).not.toMatch(/<script|<dd></);
});

test.each(baseCatalogue.filter(({ kind }) => kind !== 'review').map(({ id }) => id))(
  'every service has its own paper: %s',
  async (service) => {
    const { verificationUrl, number } = await issue({ service, answers: {}, validityHours: null });
    const { text } = await visit(verificationUrl);
    for (const words of ['真实有效', '**例', '·']) expect(text).toContain(words);
    expect(text).not.toContain('证明 · Certificate<');
    for (const secret of [number, people[0]!.number, people[0]!.name]) expect(text).not.toContain(secret);
  },
);

test('a paper of nobody in particular names nobody', async () => {
  const { verificationUrl } = await issue({ service: 'traffic-fine-payment', person: null, validityHours: null });
  const { text } = await visit(verificationUrl);
  expect(text).not.toContain('姓名');
  expect(text).toContain('长期 · No end');
});

test('a paper that was withdrawn says so, whatever its date', async () => {
  const receiptNumber = 'XJ-A07-261121-00077-0';
  const { verificationUrl } = await issue({ receiptNumber });
  const report = {
    version: 3,
    kind: 'handOver',
    service: 'temp-id-proof',
    receiptNumber,
    createdAt: '2026-11-21T08:00:00Z',
    what: 'card',
    outcome: 'failed',
  };
  const envelope = await seal(setup.keys, report, { sequence: (sequence += 1) });
  expect(await gateway.submit(envelope, never())).toMatchObject({ kind: 'answered' });
  expect((await visit(verificationUrl)).text).toContain('已撤销 · Withdrawn');
});

test('a paper that is past its time is genuine, and said to be expired', async () => {
  const { verificationUrl } = await issue({ validityHours: 1 });
  await clock.advance(60 * 60 * 1000 + 1);
  expect((await visit(verificationUrl)).text).toContain('已过有效期');
});

test('codes are unpredictable and never the same; numbers rise without a gap', async () => {
  const issued = [];
  for (let n = 0; n < 20; n += 1) issued.push(await issue());
  expect(new Set(issued.map(({ verificationCode }) => verificationCode)).size).toBe(20);
  for (const { verificationCode } of issued) expect(verificationCode).toMatch(/^[2-9A-HJ-KM-NP-Z]{16}$/);
  const serials = issued.map(({ number }) => Number(/第(\d+)号/.exec(number)?.[1]));
  expect(serials).toEqual(serials.map((_, index) => serials[0]! + index));
});

test('the year of a certificate begins at midnight in China', async () => {
  const newYear = new FakeClock(new Date('2026-12-31T15:59:59Z'));
  const other = await gatewaySimulator({ keys: setup.keys.gateway, clock: newYear, evidence: 'trusted' });
  const { ca, deviceId } = setup.keys.kiosk;
  const kiosk = httpsGateway({ url: other.url, ca, deviceId, clock: systemClock });
  const numberOf = async (): Promise<string> => {
    const content = contentFor(people[0]!, 'evidence-0000');
    const envelope = await seal(setup.keys, content, { sequence: (sequence += 1) });
    const outcome = await kiosk.submit(envelope, never());
    const payload = outcome.kind === 'answered' ? outcome.acknowledgement.split('.')[1]! : '';
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')).outcome.certificate.number;
  };
  expect(await numberOf()).toBe('示公证字〔2026〕第000001号');
  await newYear.advance(1_000);
  expect(await numberOf()).toBe('示公证字〔2027〕第000001号');
  kiosk.close();
  await other.close();
});

test('away and back: the same port', async () => {
  const { url } = simulator;
  await simulator.behave(namedBehaviours.away);
  await simulator.behave(namedBehaviours.away);
  expect(await gateway.handshake(never())).toEqual({ ok: false, error: 'away' });
  await simulator.behave(namedBehaviours.normal);
  expect(simulator.url).toBe(url);
  expect(await gateway.handshake(never())).toMatchObject({ ok: true });
});

test('a route that does not exist is a problem, in the words of the description', async () => {
  const { status, text } = await visit(`${simulator.url}/v1/people`);
  expect([status, JSON.parse(text)]).toMatchObject([404, { type: 'urn:kiosk-gateway:no-such-route' }]);
});

test.each([
  [{}, null],
  [{ 'retry-after': '7' }, 7_000],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '99999999' }, 3_600_000],
  [{ 'retry-after': 'soon' }, null],
  [{ 'retry-after': '-1' }, null],
  [{ 'retry-after': 'Sat, 21 Nov 2026 08:00:30 GMT', date: 'Sat, 21 Nov 2026 08:00:00 GMT' }, 30_000],
  [{ 'retry-after': 'Sat, 21 Nov 2026 07:00:00 GMT', date: 'Sat, 21 Nov 2026 08:00:00 GMT' }, 0],
  [{ 'retry-after': 'Sat, 21 Nov 2026 08:00:30 GMT' }, null],
] as const)('Retry-After %o', (headers, expected) => {
  expect(retryAfterMs(headers)).toBe(expected);
});
