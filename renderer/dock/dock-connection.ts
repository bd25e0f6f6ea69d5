import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import type { dockContract, DockState } from '../../main/contract/dock-contract.ts';

export type DockClient = ContractRouterClient<typeof dockContract>;

/** A developer restarts the kiosk often; once a second finds it soon enough. */
const RETRY_MS = 1_000;
/** Not the kiosk's key: the frame has the same origin and the same storage. */
const RESUME_KEY = 'dock-resume';

/** Watches the simulators until `signal` is aborted; `null` while the kiosk is away. */
export async function watchDock(
  signal: AbortSignal,
  onState: (connection: { readonly client: DockClient; readonly state: DockState } | null) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const client = await connect(signal);
      for await (const state of await client.dock.state(undefined, { signal })) onState({ client, state });
    } catch {
      // Away or restarting: looked for again.
    }
    if (!signal.aborted) onState(null);
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

function connect(signal: AbortSignal): Promise<DockClient> {
  const socket = new WebSocket(`ws://${window.location.host}/dock`);
  signal.addEventListener('abort', () => socket.close(), { once: true });
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => socket.send(JSON.stringify(credentials())), { once: true });
    socket.addEventListener('close', () => reject(new Error('the kiosk closed the dock')), { once: true });
    socket.addEventListener(
      'message',
      ({ data }: MessageEvent<unknown>) => {
        sessionStorage.setItem(RESUME_KEY, resumeOf(data));
        window.history.replaceState(null, '', window.location.pathname);
        resolve(createORPCClient(new RPCLink({ websocket: socket })));
      },
      { once: true },
    );
  });
}

/** The token of the opened address works once; the pass it bought works after a reload. */
function credentials(): { token: string } | { resume: string } {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token');
  return token === null ? { resume: sessionStorage.getItem(RESUME_KEY) ?? '' } : { token };
}

function resumeOf(data: unknown): string {
  const answer: unknown = JSON.parse(String(data));
  const known = typeof answer === 'object' && answer !== null && 'resume' in answer;
  return known ? String(answer.resume) : '';
}
