import { expect, test } from '@playwright/test';
import type { Simulator, ScenarioStep } from '../../../devices/simulator.ts';
import type { ProblemCode } from '../../../main/contract/problem.ts';
import type { MachineName } from '../../support/machines.ts';
import type { Visitor } from '../../support/visitor.ts';
import { keepPicture, type Place, type Stage } from './stage.ts';

type Say = Visitor['say'];

/** Something breaks, the visitor reads of it, it is mended, and the visit goes on. */
export interface Act {
  /** What is armed before anything is done. */
  readonly play?: readonly ({ readonly device: FaultyDevice } & ScenarioStep)[];
  /** What hands do then, at the machines or at the screen. */
  readonly does?: (stage: Stage) => unknown;
  /** What stands on the screen, in the words of either language; null where the visitor need not know. */
  readonly reads: Reads | null;
  /** The step on which it stands. */
  readonly on?: string;
  /** A button that leads on from there, whether the fault is mended or not. */
  readonly way?: string;
  /** Without it every fault of `play` is ended. */
  readonly mends?: (stage: Stage) => unknown;
  /** The heading of the step to which the visit goes on. */
  readonly leadsTo?: string;
  /** What else must be so at the end. */
  readonly proves?: (stage: Stage) => unknown;
}

/** Sentences and codes. `problem`: the log has it as well. */
interface Reads {
  readonly problem: ProblemCode | null;
  readonly words: (say: Say) => readonly string[];
  /** Nobody knows who reads it: both languages stand there at once. */
  readonly bothAtOnce?: boolean;
}

export type FaultyDevice = 'idCardReader' | 'receiptPrinter' | 'documentPrinter' | MachineName;

/** A row of the fault matrix. */
export interface FaultRow {
  readonly row: number;
  readonly fault: string;
  readonly at: Place;
  readonly acts: readonly Act[];
  /** Submissions that reach the gateway: none is lost, and none arrives twice. */
  readonly sends?: 0 | 1;
  /** What the log says besides the problems that were shown. */
  readonly logs?: readonly (readonly [event: string, detail: Readonly<Record<string, string>>])[];
}

/** The sentences of a problem and its code, which is for the technician. */
export const problem = (code: ProblemCode): Reads => ({
  problem: code,
  words: (say) => [say(`problems:${code}.what`), say(`problems:${code}.do`), code],
});

export function simulatorOf({ hall }: Stage, device: FaultyDevice): Simulator {
  switch (device) {
    case 'idCardReader':
      return hall.reader;
    case 'receiptPrinter':
      return hall.receiptPrinter;
    case 'documentPrinter':
      if (!hall.documentSimulator) throw new Error('this hall has a printer that nobody can break');
      return hall.documentSimulator;
    default:
      return hall.machine(device).simulator;
  }
}

/** Words that only a programmer understands. */
const spill = /\bat .+:\d+:\d+|\b\w*Error\b|\bundefined\b|\[object |\bnull\b|\{\{/;
/** Machines find each other in seconds; a machine that tests something else meanwhile takes its time. */
const SOON = { timeout: 60_000 };

export async function playRow(stage: Stage, row: FaultRow): Promise<void> {
  const before = stage.hall.gateway.received.length;
  await stage.reach(row.at);
  for (const [index, act] of row.acts.entries()) await playAct(stage, act, `${row.row}.${index + 1}`);
  await stage.leave();
  expect(stage.hall.gateway.received.length - before, 'submissions').toBe(row.sends ?? 0);
}

async function playAct(stage: Stage, act: Act, name: string): Promise<void> {
  const { page } = stage;
  for (const { device, ...step } of act.play ?? []) simulatorOf(stage, device).play(step);
  await act.does?.(stage);
  if (act.reads) await readInBothLanguages(stage, act, act.reads, name);
  if (act.mends) await act.mends(stage);
  else for (const { device } of act.play ?? []) simulatorOf(stage, device).heal();
  if (act.leadsTo)
    await expect(page.getByRole('heading', { level: 1, name: stage.v.say(act.leadsTo) })).toBeVisible(SOON);
  await act.proves?.(stage);
}

async function readInBothLanguages(stage: Stage, act: Act, reads: Reads, name: string): Promise<void> {
  const { page, v } = stage;
  for (const language of ['zh-CN', 'en'] as const) {
    const say = stage.say(language);
    if (language === 'en' && !reads.bothAtOnce) await v.pressText('English');
    if (act.on && !reads.bothAtOnce)
      await expect(page.getByRole('heading', { level: 1, name: say(act.on) })).toBeVisible(SOON);
    for (const words of reads.words(say)) await expect(page.getByText(words).first(), words).toBeVisible(SOON);
    if (act.way && !(reads.bothAtOnce && language === 'en'))
      await expect(page.getByRole('button', { name: say(act.way) }).first()).toBeVisible();
    expect(await page.locator('body').innerText()).not.toMatch(spill);
    await keepPicture(page, test.info(), `${name} ${language}`);
  }
  if (!reads.bothAtOnce) await v.pressText('中文');
}

interface LogEntry {
  readonly event: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** After the last row: the log knows of each, and the queue is as it was, but for what was sent. */
export async function checkBooks(stage: Stage, rows: readonly FaultRow[]): Promise<void> {
  const promised = rows.reduce((sum, { sends = 0 }) => sum + sends, 0);
  const audit = (await stage.rows('SELECT event, detail FROM audit')).map(({ event, detail }): LogEntry => ({
    event: String(event),
    detail: JSON.parse(String(detail)),
  }));
  for (const { row, acts, logs = [] } of rows) {
    for (const { reads } of acts)
      if (reads?.problem) expectEntry(audit, row, 'problem-shown', { problem: reads.problem });
    for (const [event, detail] of logs) expectEntry(audit, row, event, detail);
  }
  expect(await stage.rows('SELECT DISTINCT state FROM outbox')).toEqual(promised ? [{ state: 'purged' }] : []);
  expect(await stage.rows('SELECT count(*) AS stored FROM submission')).toEqual([{ stored: promised }]);
}

function expectEntry(
  audit: readonly LogEntry[],
  row: number,
  event: string,
  detail: Readonly<Record<string, string>>,
): void {
  const found = audit.filter((entry) => entry.event === event).map((entry) => entry.detail);
  expect(found, `row ${row}: ${event}`).toContainEqual(expect.objectContaining(detail));
}
