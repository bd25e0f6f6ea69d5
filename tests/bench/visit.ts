import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  contractVisitor,
  goToIdentity,
  goToReview,
  typeIdentity,
  type ContractVisitor,
} from '../support/contract-visitor.ts';
import { hallMissing, openHall, type Hall } from '../support/hall.ts';
import { median, rounded, spread } from './times.ts';

const VISITS = 9;
/** How often the spool is looked at: the resolution of the figures. */
const LOOK_MS = 4;
/** Far beyond any visit; then something is broken. */
const GIVE_UP_MS = 60_000;

interface VisitTimes {
  readonly choiceToSpool: number;
  readonly confirmToIssued: number;
  readonly confirmToSpool: number;
  readonly confirmToCut: number;
}

/**
 * What the machine takes of a visit: a visitor who acts at once, over the preview's WebSocket, at a kiosk of its own
 * process with a real pseudo terminal, an independent printer and the gateway simulator.
 */
export async function visitBench(): Promise<{ name: string; rows: Record<string, string | number>[] }> {
  const name =
    'Machine time of a whole visit: visitor acts at once, the picture of the face is a file, printers take no time';
  const missing = hallMissing();
  if (missing) return { name, rows: [{ what: missing }] };
  const jpeg = (await readFile(path.join(import.meta.dirname, '../support/portrait.jpg'))).toString('base64');
  const hall = await openHall();
  const visits: VisitTimes[] = [];
  try {
    // The kiosk's address works once: the same visitor comes again and again.
    const visitor = await contractVisitor(hall.kiosk.url());
    for (let visit = 0; visit < VISITS; visit += 1) visits.push(await oneVisit(hall, visitor, jpeg, visit));
    visitor.close();
  } finally {
    await hall.close();
  }
  return {
    name,
    rows: [
      row(
        'service chosen → certificate in the spool',
        visits.map((visit) => visit.choiceToSpool),
        10_000,
      ),
      row(
        'confirmed → certificate issued (stored, sent, acknowledged)',
        visits.map((visit) => visit.confirmToIssued),
      ),
      row(
        'confirmed → certificate in the spool',
        visits.map((visit) => visit.confirmToSpool),
        2_000,
      ),
      row(
        'confirmed → receipt cut',
        visits.map((visit) => visit.confirmToCut),
      ),
    ],
  };
}

const row = (what: string, times: number[], targetMs?: number): Record<string, string | number> => ({
  what,
  ...spread(times),
  'first ms': rounded(times[0] ?? Number.NaN),
  ...(targetMs === undefined ? {} : { 'target ms': `< ${targetMs}`, met: median(times) < targetMs ? 'yes' : 'no' }),
  visits: times.length,
});

async function oneVisit(hall: Hall, visitor: ContractVisitor, jpeg: string, before: number): Promise<VisitTimes> {
  let choiceMs = Number.NaN;
  await goToIdentity({
    ...visitor,
    send(event) {
      if (event.type === 'chooseService') choiceMs = performance.now();
      return visitor.send(event);
    },
  });
  await typeIdentity(visitor, hall.gateway.people[0]!);
  await goToReview(visitor, jpeg);
  const confirmMs = performance.now();
  await visitor.send({ type: 'confirm' });
  const [issuedMs, spoolMs, cutMs] = await Promise.all([
    visitor.untilStep('printing').then(() => performance.now()),
    momentWhen(async () => {
      const last = (await hall.documentPrinter!.spooled())[before];
      return last?.subarray(-16).includes('%%EOF') === true;
    }),
    momentWhen(async () => hall.receiptPrinter.tickets[before]?.lines.at(-1)?.kind === 'cut'),
  ]);
  await visitor.untilStep('result');
  await visitor.send({ type: 'end' });
  await visitor.untilStep('attract');
  return {
    choiceToSpool: spoolMs - choiceMs,
    confirmToIssued: issuedMs - confirmMs,
    confirmToSpool: spoolMs - confirmMs,
    confirmToCut: cutMs - confirmMs,
  };
}

async function momentWhen(isThere: () => Promise<boolean>): Promise<number> {
  for (const giveUpMs = performance.now() + GIVE_UP_MS; performance.now() < giveUpMs; await pause(LOOK_MS)) {
    if (await isThere()) return performance.now();
  }
  throw new Error('the paper did not come');
}
