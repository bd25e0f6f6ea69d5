import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import { syntheticCard } from '../../devices/id-card-reader/synthetic-cards.ts';
import { contractVisitor } from '../support/contract-visitor.ts';
import { openHall, type Hall } from '../support/hall.ts';
import { pictureMarks, walkMarked, wordsOf, type MarkedVisit, type Marks } from '../support/marked-visitor.ts';
import { wordsInMemory } from '../support/process-memory.ts';
import { tracesIn, tracesInText } from '../support/traces.ts';
import { silently, type Endurance } from './endurance.ts';

/** The main journeys that need no machine but those of every hall; with names so long that chance does not write them. */
const errands: readonly (Pick<MarkedVisit, 'service' | 'group' | 'method'> & { readonly name: string })[] = [
  { service: 'temp-id-proof', group: 'mainland', method: 'type', name: '阿依古丽·买买提江' },
  { service: 'no-criminal-record', group: 'mainland', method: 'type', name: 'ANNA MARIA EXAMPLE' },
  { service: 'household-certificate', group: 'mainland', method: 'type', name: '欧阳测试' },
  { service: 'foreigner-accommodation-registration', group: 'mainland', method: 'card', name: '欧阳测试' },
  { service: 'traffic-record-query', group: 'mainland', method: 'type', name: 'ANNA MARIA EXAMPLE' },
];

/** After its session a person's words are looked for in the process: that is a figure, not a promise. */
const AFTER_SESSION_MS = 2_000;
/** ippeveprinter clears what is finished for a minute, when it looks. */
const PRINTER_FORGETS_MS = 120_000;

export async function canaryEndurance(visits = errands.length, say = silently): Promise<Endurance> {
  // Whatever the hall keeps for its own checks is not the kiosk's.
  const hall = await openHall({ keepsPrinted: false });
  const rows: { where: string; 'words sought': number; found: number }[] = [];
  const failures: string[] = [];
  const spoken = new Set<string>();
  function report(where: string, found: readonly string[], isPromise = true): void {
    rows.push({ where, 'words sought': spoken.size + pictureMarks.length, found: found.length });
    if (isPromise) failures.push(...found.map((trace) => `${where}: ${trace}`));
  }
  try {
    const visitor = await contractVisitor(hall.kiosk.url());
    for (const [index, errand] of errands.slice(0, visits).entries()) {
      say(index, visits);
      const { service, name, group, method } = errand;
      const { person, marks } = markedPerson(hall, name, index);
      for (const word of wordsOf(marks)) spoken.add(word);
      await hall.gateway.behave({ routes: { submit: { kind: 'status', status: 503 } } });
      const pages = await walkMarked({
        visitor,
        service,
        group,
        method,
        marks,
        placeCard: () => hall.reader.placeCard(syntheticCard({ ...person, address: marks.text })),
        pullCard: () => hall.reader.pullCard(),
        async onIssuing(receiptNumber) {
          report(`${service}, on the disk and not sent`, await tracesOnDisk(hall, [...spoken]));
          const isSeen = (await tracesIn(hall.dataDir, [receiptNumber])).length > 0;
          if (!isSeen) failures.push(`${service}: its receipt number was not found in the database either`);
          await hall.gateway.behave({ routes: {} });
        },
      });
      if (!pages.includes('issuing')) failures.push(`${service} was never on the disk: ${pages.join(' ')}`);
      await visitor.send({ type: 'end' });
      await visitor.until(
        ({ step }) => step.name === 'attract' || step.name === 'home',
        'the end of the visit',
        60_000,
      );
    }
    visitor.close();
    await pause(AFTER_SESSION_MS);
    report('memory of the process after the sessions (a figure)', wordsInMemory(hall.kiosk.pid(), [...spoken]), false);
    if (visits >= errands.length) await untilSpoolIsEmpty(hall);
    report("in the printer's spool", await tracesInSpool(hall, [...spoken]), visits >= errands.length);
    await hall.kiosk.stop();
    report('on the disk, sent and purged', await tracesOnDisk(hall, [...spoken]));
    failures.push(...notPurged(hall));
    return { name: 'private data', rows, failures };
  } finally {
    await hall.close();
  }
}

/** People of the register, who say things that nobody else says. */
function markedPerson(hall: Hall, name: string, index: number) {
  const person = hall.gateway.people.find((one) => one.name === name);
  if (!person) throw new Error(`nobody is called ${name}`);
  const { number, sex, birthDate } = person;
  const digits = String(1_765_431 + index * 1_111);
  const marks: Marks = {
    number,
    name,
    phone: `1391${digits}`,
    text: `金丝雀巷${'甲乙丙丁戊己'[index] ?? '庚'}七十七号`,
    latinName: `CANARY${['ALPHA', 'BRAVO', 'CHARLIE', 'DELTA', 'ECHO'][index] ?? 'FOXTROT'}`,
    passport: `K${digits}7`,
  };
  return { person: { number, name, sex, birthDate }, marks };
}

/** Database, log, temporary files, the directory in which a core would lie, and what the process has said. */
async function tracesOnDisk(hall: Hall, words: readonly string[]): Promise<string[]> {
  const found = await tracesIn(path.dirname(hall.dataDir), [...words, ...pictureMarks]);
  return [...found, ...tracesInText(hall.output(), words).map((word) => `${word} in the output`)];
}

/** The printer's own, not the kiosk's: a paper lies there until the printer clears its finished jobs. */
const tracesInSpool = (hall: Hall, words: readonly string[]): Promise<string[]> =>
  hall.documentPrinter ? tracesIn(hall.documentPrinter.spoolDir, [...words, ...pictureMarks]) : Promise.resolve([]);

async function untilSpoolIsEmpty(hall: Hall): Promise<void> {
  const spool = hall.documentPrinter?.spoolDir;
  if (spool === undefined) return;
  for (let waitedMs = 0; waitedMs < PRINTER_FORGETS_MS; waitedMs += 1_000) {
    if ((await readdir(spool)).length === 0) return;
    await pause(1_000);
  }
}

function notPurged(hall: Hall): string[] {
  const database = new SQLite(path.join(hall.dataDir, 'kiosk.sqlite'), { readonly: true });
  const states = database.prepare('SELECT state, count(*) FROM outbox GROUP BY state').raw().all();
  const bodies = Number(database.prepare('SELECT count(*) FROM sealed_body').pluck().get());
  database.close();
  return bodies === 0 ? [] : [`${String(bodies)} sealed bodies are left: ${JSON.stringify(states)}`];
}
