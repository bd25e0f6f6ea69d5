import { expect } from 'vitest';
import { chainEntry, chainStart } from '../../main/audit-log/audit-chain.ts';
import type { AuditEntry } from '../../main/audit-log/audit-chain.ts';
import { auditEvents, detailPatterns } from '../../main/audit-log/audit-event.ts';
import type { AuditFact, DetailKey } from '../../main/audit-log/audit-event.ts';

type Random = () => number;

const hex = (random: Random, digits: number): string =>
  Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
const below = (random: Random, limit: number): number => Math.floor(random() * limit);

/** A value that the detail takes: a number, or one of the kinds of text that there are. */
export function detailValue(key: DetailKey, random: Random): string | number {
  const pattern = detailPatterns[key];
  const number = 400 + below(random, 100);
  if (pattern.test(String(number))) return number;
  const texts = [
    hex(random, 32),
    `XJ-A07-261121-${String(below(random, 90_000) + 10_000)}-H`,
    random() < 0.5 ? 'trusted' : 'suspect',
    'temp-id-proof',
  ];
  return texts.find((text) => pattern.test(text)) ?? expect.fail(`no value for ${key}`);
}

/** One of all events, with details that it takes. */
export function randomFact(random: Random): AuditFact {
  const events = Object.entries(auditEvents);
  const [event, { details }] = events[below(random, events.length)] ?? ['kiosk-started', { details: [] }];
  const detail = Object.fromEntries(details.map((key) => [key, detailValue(key, random)]));
  return { event, detail } as AuditFact;
}

export function randomLog(random: Random, length: number): AuditEntry[] {
  const entries: AuditEntry[] = [];
  const boot = hex(random, 32);
  let monoMs = 0;
  while (entries.length < length) {
    monoMs += random() * 5_000;
    const wall = new Date(Date.UTC(2026, 10, 21) + monoMs).toISOString();
    entries.push(chainEntry(entries.at(-1) ?? chainStart, { boot, monoMs, wall }, randomFact(random)));
  }
  return entries;
}
