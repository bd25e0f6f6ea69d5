import { once } from 'node:events';
import { createServer } from 'node:https';
import { TLSSocket } from 'node:tls';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { baseCatalogue } from '../../catalogue/catalogue.ts';
import { systemClock } from '../../clock/clock.ts';
import type { Clock } from '../../clock/clock.ts';
import type { SimulatedGatewayKeys } from '../key-setup.ts';
import { maximumEnvelopeBytes } from '../envelope-messages.ts';
import type { AuditHead } from '../audit-head-messages.ts';
import type { GatewayAlarm } from './alarms.ts';
import { normalBehaviour } from './behaviour.ts';
import type { Behaviour, RouteName } from './behaviour.ts';
import { newOffice } from './office.ts';
import { people } from './people.ts';
import type { MainlandPerson } from './people.ts';
import { problem } from './problem.ts';
import type { Reply } from './problem.ts';
import { treasuryPages } from './payment-routes.ts';
import type { Payments, PaymentsOptions } from './payments.ts';
import type { Office, Question } from './route.ts';
import { routes } from './routes.ts';
import { replyInstead, sendReply } from './send-reply.ts';
import type { ReceivedSubmission, SubmissionsOptions } from './submissions.ts';
import type { World } from './world/world.ts';

export interface GatewaySimulatorOptions {
  readonly keys: SimulatedGatewayKeys;
  /** 0: any free one. */
  readonly port?: number;
  readonly clock?: Clock;
  /** Of the world's particulars; who the people are is always the same. */
  readonly seed?: number;
  /** The services that it says it answers; all of the catalogue unless named. */
  readonly services?: readonly string[];
  readonly officerThinkingMs?: number;
  readonly evidence?: 'checked' | 'trusted';
  /** Told of each submission that took effect; then `received` stays empty. */
  readonly onReceived?: NonNullable<SubmissionsOptions['onReceived']>;
  /** Whether a kiosk without a certificate of the gateway's authority is turned away. */
  readonly clientCertificate?: 'required' | 'optional';
  /** The treasury's side; without it there is no fine to pay. */
  readonly treasury?: Pick<PaymentsOptions, 'fineDueFen' | 'onPaid' | 'bank'>;
}

export interface GatewaySimulator {
  /** https://127.0.0.1:port */
  readonly url: string;
  /** Residents of the Mainland; everybody else is in the world. */
  readonly people: readonly MainlandPerson[];
  /** What the offices know now. */
  readonly world: World;
  /** Each submission that took effect, once. */
  readonly received: readonly ReceivedSubmission[];
  /** What an officer at the gateway must look at. */
  readonly alarms: readonly GatewayAlarm[];
  /** The heads of a kiosk's audit log, in order. */
  auditHeads(deviceId: string): readonly AuditHead[];
  /** Pays or declines as a visitor's telephone, and shows the books. */
  readonly payments: Payments;
  /** Which routes were asked, in order: how often a kiosk tried. */
  readonly asked: readonly RouteName[];
  /** New keys from now on; what was sealed to the old ones opens. Kept in the folder of its keys. */
  rotateKeys(): Promise<void>;
  /** Changes what is named, leaves the rest. Resolves when the port is open or closed as wanted. */
  behave(change: Partial<Behaviour>): Promise<void>;
  close(): Promise<void>;
}

/** The police network's side on 127.0.0.1, with people who do not exist: TLS, keys and bytes are as in the real one. */
export async function gatewaySimulator(options: GatewaySimulatorOptions): Promise<GatewaySimulator> {
  const { keys, clock = systemClock, services = baseCatalogue.map(({ id }) => id) } = options;
  let behaviour = normalBehaviour;
  let port = options.port ?? 0;
  const url = (): string => `https://127.0.0.1:${String(port)}`;
  const asked: RouteName[] = [];

  const office = newOffice({ ...options, clock, services, baseUrl: url, behaviour: () => behaviour });

  const server = createServer(
    {
      cert: keys.server.certificate,
      key: keys.server.key,
      ca: keys.ca,
      minVersion: 'TLSv1.3',
      requestCert: true,
      // Turned away with 403 and a reason: Node would cut the connection, which looks like a line that broke.
      rejectUnauthorized: false,
    },
    (request, response) => void serve(office, asked, request, response),
  );
  const open = async (): Promise<void> => {
    if (server.listening) return;
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address && typeof address === 'object') port = address.port;
  };
  await open();

  return {
    url: url(),
    people,
    world: office.world,
    received: office.submissions.received,
    alarms: office.alarms.raised,
    auditHeads: (deviceId) => office.auditHeads.of(deviceId),
    payments: office.payments,
    asked,
    rotateKeys: () => office.chest.rotate(),
    async behave(change) {
      behaviour = { ...behaviour, ...change };
      await (behaviour.line === 'away' ? shut(server) : open());
    },
    close: () => shut(server),
  };
}

async function shut(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

async function serve(
  office: Office,
  asked: RouteName[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const route = [...routes, ...treasuryPages].find((each) => each.method === request.method && each.path.test(path));
  const body = await readBody(request);
  if (body === 'brokeOff') return;
  if (!route) return sendReply(response, problem('unknownRoute'), { kind: 'normal' }, office.clock);
  asked.push(route.name);

  const { routes: perRoute, answers } = office.behaviour();
  const behaviour = perRoute[route.name] ?? answers;
  const answer = async (): Promise<Reply> => {
    if (body === 'tooLarge') return problem('tooLarge');
    if (route.asker !== 'anybody' && !isEnrolled(office, request)) return problem('unknownDevice');
    const id = route.path.exec(path)?.[1] ?? '';
    const question: Question = { id, headers: request.headers, body: parseJson(body) };
    return route.answer(office, question, behaviour);
  };
  await sendReply(response, replyInstead(behaviour) ?? (await answer()), behaviour, office.clock);
}

function isEnrolled(office: Office, request: IncomingMessage): boolean {
  const certified = request.socket instanceof TLSSocket && request.socket.authorized;
  if (office.clientCertificate === 'required' && !certified) return false;
  return office.keys.devices.some(({ deviceId }) => deviceId === request.headers['kiosk-device']);
}

/** Reads on past the limit, so that the answer is not lost in a connection that breaks while the kiosk still sends. */
async function readBody(request: IncomingMessage): Promise<Buffer | 'tooLarge' | 'brokeOff'> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) continue;
      bytes += chunk.length;
      if (bytes <= maximumEnvelopeBytes + 4096) chunks.push(chunk);
    }
  } catch {
    return 'brokeOff';
  }
  return bytes > maximumEnvelopeBytes + 4096 ? 'tooLarge' : Buffer.concat(chunks);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
