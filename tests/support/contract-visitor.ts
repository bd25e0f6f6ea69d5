import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import type { kioskContract } from '../../main/contract/kiosk-contract.ts';
import type { SessionSnapshot, StepName } from '../../main/contract/session-snapshot.ts';
import type { VisitorEvent } from '../../main/contract/visitor-event.ts';

/** A visitor who acts at once and without eyes: the contract over the preview's WebSocket, as the screen uses it. */
export interface ContractVisitor {
  /** The newest snapshot. */
  now(): SessionSnapshot;
  send(event: VisitorEvent): Promise<void>;
  /** Resolves with the first snapshot, now or later, that fits. */
  until(fits: (snapshot: SessionSnapshot) => boolean, what: string, withinMs?: number): Promise<SessionSnapshot>;
  untilStep(name: StepName, withinMs?: number): Promise<SessionSnapshot>;
  close(): void;
}

export async function contractVisitor(kioskUrl: string): Promise<ContractVisitor> {
  const { host, hash } = new URL(kioskUrl);
  const socket = new WebSocket(`ws://${host}/rpc`, { origin: `http://${host}` });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const welcomed = new Promise((resolve) => socket.once('message', resolve));
  socket.send(JSON.stringify({ token: hash.replace('#token=', '') }));
  await welcomed;
  const client: ContractRouterClient<typeof kioskContract> = createORPCClient(
    new RPCLink({ websocket: socket as never }),
  );

  let newest: SessionSnapshot | null = null;
  const waiting = new Set<(snapshot: SessionSnapshot) => void>();
  const seen = await client.session.watch();
  void (async () => {
    for await (const snapshot of seen) {
      newest = snapshot;
      for (const tell of waiting) tell(snapshot);
    }
  })().catch(() => {});

  const visitor: ContractVisitor = {
    now() {
      if (!newest) throw new Error('nothing seen yet');
      return newest;
    },
    async send(event) {
      const { accepted } = await client.session.send(event);
      if (!accepted) throw new Error(`${event.type} meant nothing at ${JSON.stringify(newest?.step.name)}`);
    },
    until(fits, what, withinMs = 15_000) {
      if (newest && fits(newest)) return Promise.resolve(newest);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(
            new Error(
              `${what} did not come; at ${JSON.stringify(newest?.step).slice(0, 400)}, problem ${newest?.problem}`,
            ),
          );
        }, withinMs);
        const look = (snapshot: SessionSnapshot): void => {
          if (!fits(snapshot)) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(snapshot);
        };
        waiting.add(look);
      });
    },
    untilStep: (name, withinMs) => visitor.until(({ step }) => step.name === name, name, withinMs),
    close: () => socket.terminate(),
  };
  await visitor.until(() => true, 'the first snapshot');
  return visitor;
}

/** From the welcome screen to the choice of how to say who one is. */
export async function goToIdentity(
  visitor: ContractVisitor,
  way: 'consentToFace' | 'anotherWay' = 'consentToFace',
): Promise<void> {
  await visitor.send({ type: 'wake' });
  await visitor.until(
    ({ step }) => step.name === 'home' && step.areas[0]?.services[0]?.availability.state === 'available',
    'an open service',
  );
  for (const event of [
    { type: 'chooseService', serviceId: 'temp-id-proof' },
    { type: 'next' },
    { type: 'next' },
    { type: way },
  ] as const)
    await visitor.send(event);
}

export async function typeIdentity(visitor: ContractVisitor, person: { number: string; name: string }): Promise<void> {
  await visitor.send({ type: 'chooseMethod', method: 'type' });
  await visitor.send({ type: 'answer', field: 'idNumber', value: person.number });
  await visitor.send({ type: 'answer', field: 'personName', value: person.name });
}

/** Picture, record, answers, signature: everything but the last word. */
export async function goToReview(visitor: ContractVisitor, jpegBase64: string): Promise<void> {
  await visitor.untilStep('faceCapture');
  await visitor.send({ type: 'photo', jpeg: jpegBase64 });
  await visitor.send({ type: 'next' });
  await visitor.untilStep('recordShown');
  await visitor.send({ type: 'next' });
  await visitor.untilStep('field');
  await visitor.send({ type: 'answer', field: 'purpose', value: 'hotel' });
  await visitor.send({ type: 'answer', field: 'receivingUnit', value: '示例宾馆' });
  await visitor.send({ type: 'answer', field: 'phone', value: '13912345678' });
  await visitor.send({ type: 'sign', path: 'M100,100 L200,200 L300,100' });
  await visitor.send({ type: 'next' });
  await visitor.untilStep('review');
}
