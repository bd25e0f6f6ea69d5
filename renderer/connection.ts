import { createORPCClient } from '@orpc/client';
import { RPCLink as MessagePortLink } from '@orpc/client/message-port';
import { RPCLink as WebSocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import type { kioskContract } from '../main/contract/kiosk-contract.ts';
import type { SessionSnapshot } from '../main/contract/session-snapshot.ts';

export type KioskClient = ContractRouterClient<typeof kioskContract>;

/** One living conversation with the kiosk; `closed` settles when it is over. */
interface Link {
  readonly client: KioskClient;
  readonly closed: Promise<void>;
}

export interface ConnectionListener {
  readonly onSnapshot: (snapshot: SessionSnapshot, client: KioskClient) => void;
  /** The kiosk went away; it is being looked for again. */
  readonly onAway: () => void;
}

/** First wait before looking for the kiosk again, doubled up to the longest: a restart takes a few seconds. */
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;
/** A loopback server answers at once; a silent one is treated as away. */
const HANDSHAKE_MS = 4_000;
const RESUME_KEY = 'kiosk-resume';

/** Watches the session for as long as the page lives, and finds the kiosk again whenever it went away. */
export function connectKiosk(listener: ConnectionListener): void {
  void watchForever(wasOpenedByPreview() ? webSocketLink : messagePortLink, listener);
}

/** The preview opens the page with a token, and a reload of it finds the pass; the Electron shell gives neither. */
const wasOpenedByPreview = (): boolean =>
  window.location.hash.includes('token=') || sessionStorage.getItem(RESUME_KEY) !== null;

async function watchForever(open: () => Promise<Link>, listener: ConnectionListener): Promise<never> {
  let retryMs = FIRST_RETRY_MS;
  for (;;) {
    try {
      const link = await open();
      for await (const snapshot of await link.client.session.watch()) {
        retryMs = FIRST_RETRY_MS;
        listener.onSnapshot(snapshot, link.client);
      }
      await link.closed;
    } catch {
      // Away, restarting or refusing: the visitor sees "one moment" either way, and the kiosk's log knows why.
    }
    listener.onAway();
    await pause(retryMs);
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The preload hands over one port for each start of the main process; the newest one counts. */
let arrivedPort: MessagePort | undefined;
let portArrived: (() => void) | undefined;
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== window || event.data !== 'kiosk-port') return;
  arrivedPort = event.ports[0];
  portArrived?.();
});

async function messagePortLink(): Promise<Link> {
  if (!arrivedPort) await new Promise<void>((resolve) => (portArrived = resolve));
  const port = arrivedPort;
  arrivedPort = undefined;
  if (!port) throw new Error('the port message carried no port');
  const closed = new Promise<void>((resolve) => port.addEventListener('close', () => resolve()));
  const client: KioskClient = createORPCClient(new MessagePortLink({ port }));
  port.start();
  return { client, closed };
}

async function webSocketLink(): Promise<Link> {
  const socket = new WebSocket(`ws://${window.location.host}/rpc`);
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()));
  await introduce(socket);
  return { client: createORPCClient(new WebSocketLink({ websocket: socket })), closed };
}

/** The one-time token of the opened address, or the pass that the server gave for it, buys a new pass. */
function introduce(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.close(), HANDSHAKE_MS);
    socket.addEventListener('open', () => socket.send(JSON.stringify(credentials())), { once: true });
    socket.addEventListener('close', () => reject(new Error('the kiosk closed the door')), { once: true });
    socket.addEventListener(
      'message',
      (event: MessageEvent<unknown>) => {
        clearTimeout(timer);
        const resume = readResume(event.data);
        if (resume === null) {
          socket.close();
          return;
        }
        sessionStorage.setItem(RESUME_KEY, resume);
        window.history.replaceState(null, '', window.location.pathname + window.location.search);
        resolve();
      },
      { once: true },
    );
  });
}

function credentials(): { token: string } | { resume: string } {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token');
  return token === null ? { resume: sessionStorage.getItem(RESUME_KEY) ?? '' } : { token };
}

function readResume(data: unknown): string | null {
  if (typeof data !== 'string') return null;
  try {
    const answer: unknown = JSON.parse(data);
    if (typeof answer !== 'object' || answer === null || !('resume' in answer)) return null;
    return typeof answer.resume === 'string' ? answer.resume : null;
  } catch {
    return null;
  }
}
