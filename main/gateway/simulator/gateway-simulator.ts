import { once } from 'node:events';
import { createServer } from 'node:https';
import { TLSSocket } from 'node:tls';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { systemClock } from '../../clock/clock.ts';
import type { Clock } from '../../clock/clock.ts';
import type { SimulatedGatewayKeys } from '../key-setup.ts';
import { maximumEnvelopeBytes } from '../messages.ts';
import { normalBehaviour } from './behaviour.ts';
import type { Behaviour, RouteName } from './behaviour.ts';
import { certificates } from './certificates.ts';
import { officerCases } from './officer-cases.ts';
import { people } from './people.ts';
import type { SyntheticPerson } from './people.ts';
import { problem } from './problem.ts';
import type { Reply } from './problem.ts';
import { register } from './register.ts';
import { routes } from './routes.ts';
import type { Office, Question } from './routes.ts';
import { replyInstead, sendReply } from './send-reply.ts';
import { submissions } from './submissions.ts';
import type { ReceivedSubmission } from './submissions.ts';

/** Long enough to see the waiting screen, short enough not to wait for it. */
const officerThinkingMs = 5_000;

export interface GatewaySimulatorOptions {
  readonly keys: SimulatedGatewayKeys;
  /** 0: any free one. */
  readonly port?: number;
  readonly clock?: Clock;
  readonly people?: readonly SyntheticPerson[];
  /** The services that it says it answers. */
  readonly services?: readonly string[];
  readonly officerThinkingMs?: number;
  readonly evidence?: 'checked' | 'trusted';
  /** Whether a kiosk without a certificate of the gateway's authority is turned away. */
  readonly clientCertificate?: 'required' | 'optional';
}

export interface GatewaySimulator {
  /** https://127.0.0.1:port */
  readonly url: string;
  readonly people: readonly SyntheticPerson[];
  /** Each submission that took effect, once. */
  readonly received: readonly ReceivedSubmission[];
  /** Which routes were asked, in order: how often a kiosk tried. */
  readonly asked: readonly RouteName[];
  /** Changes what is named, leaves the rest. Resolves when the port is open or closed as wanted. */
  behave(change: Partial<Behaviour>): Promise<void>;
  close(): Promise<void>;
}

/** The police network's side on 127.0.0.1, with people who do not exist: TLS, keys and bytes are as in the real one. */
export async function gatewaySimulator(options: GatewaySimulatorOptions): Promise<GatewaySimulator> {
  const { keys, clock = systemClock, services = ['temp-id-proof'] } = options;
  let behaviour = normalBehaviour;
  let port = options.port ?? 0;
  const url = (): string => `https://127.0.0.1:${String(port)}`;
  const asked: RouteName[] = [];

  const known = register(options.people ?? people, clock);
  const issued = certificates(clock, url);
  const office: Office = {
    keys,
    services,
    clock,
    register: known,
    certificates: issued,
    officerCases: officerCases({
      clock,
      register: known,
      thinkingMs: options.officerThinkingMs ?? officerThinkingMs,
      mood: () => behaviour.officer,
    }),
    submissions: submissions({
      keys,
      clock,
      register: known,
      certificates: issued,
      evidence: options.evidence ?? 'checked',
    }),
    clientCertificate: options.clientCertificate ?? 'optional',
    behaviour: () => behaviour,
  };

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
    people: options.people ?? people,
    received: office.submissions.received,
    asked,
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
  const route = routes.find((each) => each.method === request.method && each.path.test(path));
  const body = await readBody(request);
  if (body === 'brokeOff') return;
  if (!route) return sendReply(response, problem('unknownRoute'), { kind: 'normal' }, office.clock);
  asked.push(route.name);

  const { routes: perRoute, answers } = office.behaviour();
  const behaviour = perRoute[route.name] ?? answers;
  const answer = async (): Promise<Reply> => {
    if (body === 'tooLarge') return problem('tooLarge');
    if (route.name !== 'verify' && !isEnrolled(office, request)) return problem('unknownDevice');
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
