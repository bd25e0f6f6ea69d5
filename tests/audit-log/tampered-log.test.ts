import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../main/audit-log/audit-chain.ts';
import { verifyChain } from '../../main/audit-log/verify-chain.ts';
import { seededRandom } from '../../main/contract/seeded-random.ts';
import { randomLog } from './random-log.ts';

const seed = Number(process.env['KIOSK_SEED'] ?? Date.now() % 1_000_000);
console.log(`KIOSK_SEED=${String(seed)}`);
const random = seededRandom(seed);
const below = (limit: number): number => Math.floor(random() * limit);
const logs = Array.from({ length: 8 }, () => randomLog(random, 2 + below(24)));

/** The text with one character changed. */
function withOneChanged(text: string): string {
  const at = below(text.length);
  const other = text[at] === '1' ? '2' : '1';
  return text.slice(0, at) + other + text.slice(at + 1);
}
function withOneFlipped(bytes: Uint8Array): Uint8Array {
  const flipped = Uint8Array.from(bytes);
  const at = below(bytes.length);
  flipped[at] = (flipped[at] ?? 0) ^ (1 << below(8));
  return flipped;
}

const edits: Readonly<Record<keyof AuditEntry, (entry: AuditEntry) => AuditEntry>> = {
  seq: (entry) => ({ ...entry, seq: entry.seq + 1 + below(9) }),
  boot: (entry) => ({ ...entry, boot: withOneChanged(entry.boot) }),
  monoMs: (entry) => ({ ...entry, monoMs: entry.monoMs + 1 }),
  wall: (entry) => ({ ...entry, wall: withOneChanged(entry.wall) }),
  event: (entry) => ({ ...entry, event: withOneChanged(entry.event) }),
  detail: (entry) => ({ ...entry, detail: withOneChanged(entry.detail) }),
  prev: (entry) => ({ ...entry, prev: withOneFlipped(entry.prev) }),
  hash: (entry) => ({ ...entry, hash: withOneFlipped(entry.hash) }),
};

describe.each(logs.map((log) => ({ length: log.length, log })))('a log of $length entries', ({ log }) => {
  it('is good as it was written', () => {
    expect(verifyChain(log)).toMatchObject({ ok: true, value: { seq: log.length } });
    expect(verifyChain(log, log).ok).toBe(true);
  });

  it.each(Object.entries(edits))('an edit of %s is named at its entry, whichever it is', (_, edit) => {
    for (const [at, entry] of log.entries()) {
      expect(verifyChain(log.with(at, edit(entry)))).toMatchObject({ ok: false, error: { seq: at + 1 } });
    }
  });

  it('a deletion is named at its entry; of the last one it is a cut', () => {
    for (const at of log.keys()) {
      const verified = verifyChain(log.toSpliced(at, 1));
      if (at === log.length - 1) expect(verified.ok).toBe(true);
      else expect(verified).toEqual({ ok: false, error: { seq: at + 1, fault: 'missing' } });
    }
  });

  it('two entries that change places are named at the first of them', () => {
    for (const [a, first] of log.entries()) {
      for (const [b, second] of log.entries()) {
        if (a >= b) continue;
        const swapped = log.with(a, { ...second, seq: first.seq }).with(b, { ...first, seq: second.seq });
        expect(verifyChain(swapped)).toMatchObject({ ok: false, error: { seq: a + 1 } });
      }
    }
  });

  it('a cut end is named with a witness, and not seen without one', () => {
    for (const left of log.keys()) {
      const cut = log.slice(0, left);
      expect(verifyChain(cut).ok).toBe(true);
      for (const witness of log.slice(left)) {
        expect(verifyChain(cut, [witness])).toEqual({ ok: false, error: { seq: left + 1, fault: 'missing' } });
      }
    }
  });

  it('a log written anew is whole in itself, and named at the first witness that it does not agree with', () => {
    const forged = randomLog(random, log.length);
    expect(verifyChain(forged).ok).toBe(true);
    for (const [at, witness] of log.entries()) {
      expect(verifyChain(forged, [witness])).toEqual({ ok: false, error: { seq: at + 1, fault: 'edited' } });
    }
  });
});
