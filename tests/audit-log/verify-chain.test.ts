import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainEntry, chainStart, entryHash } from '../../main/audit-log/audit-chain.ts';
import type { AuditEntry } from '../../main/audit-log/audit-chain.ts';
import { verifyChain } from '../../main/audit-log/verify-chain.ts';

function chainOf(length: number): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let index = 0; index < length; index += 1) {
    const moment = { boot: 'b'.repeat(32), monoMs: index * 10 + 0.7, wall: '2026-11-21T08:00:00.000Z' };
    entries.push(
      chainEntry(entries.at(-1) ?? chainStart, moment, {
        event: 'outbox-recovered',
        detail: { count: index },
      }),
    );
  }
  return entries;
}

describe('an untouched log', () => {
  it('is good, and its head is that of its last entry', () => {
    const chain = chainOf(20);
    const head = { seq: 20, hash: chain[19]?.hash };
    expect(verifyChain(chain)).toEqual({ ok: true, value: head });
    expect(verifyChain([])).toEqual({ ok: true, value: chainStart });
  });
});

describe('the first bad sequence number is named', () => {
  const length = 12;
  const place = fc.integer({ min: 0, max: length - 1 });

  it('after an edit of any field of any entry', () => {
    const edits: ((entry: AuditEntry) => AuditEntry)[] = [
      (entry) => ({ ...entry, boot: 'c'.repeat(32) }),
      (entry) => ({ ...entry, monoMs: entry.monoMs + 1 }),
      (entry) => ({ ...entry, wall: '2026-11-21T08:00:00.001Z' }),
      (entry) => ({ ...entry, event: 'kiosk-stopped' }),
      (entry) => ({ ...entry, detail: '{"count":"99"}' }),
      (entry) => ({ ...entry, hash: entry.hash.map((byte) => byte ^ 1) }),
    ];
    fc.assert(
      fc.property(place, fc.constantFrom(...edits), (at, edit) => {
        const chain = chainOf(length).map((entry, index) => (index === at ? edit(entry) : entry));
        expect(verifyChain(chain)).toEqual({ ok: false, error: { seq: at + 1, fault: 'edited' } });
      }),
    );
  });

  it('after an entry was written anew with its own hash, and the next one linked to it', () => {
    const chain = chainOf(length);
    const [forged, next] = [chain[3], chain[4]];
    if (!forged || !next) throw new Error('no such entry');
    const detail = '{"count":"99"}';
    const hash = entryHash({ ...forged, detail });
    const rewritten = chain.with(3, { ...forged, detail, hash }).with(4, { ...next, prev: hash });
    expect(verifyChain(rewritten)).toEqual({ ok: false, error: { seq: 5, fault: 'edited' } });
  });

  it('after a deletion, unless it is the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: length - 2 }), (at) => {
        const chain = chainOf(length).toSpliced(at, 1);
        expect(verifyChain(chain)).toEqual({ ok: false, error: { seq: at + 1, fault: 'missing' } });
      }),
    );
  });

  it('after a deletion that numbers the rest anew', () => {
    const chain = chainOf(length)
      .toSpliced(4, 1)
      .map((entry, index) => ({ ...entry, seq: index + 1 }));
    expect(verifyChain(chain)).toEqual({ ok: false, error: { seq: 5, fault: 'relinked' } });
  });

  it('after two entries changed places', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        fc.pre(a < b);
        const chain = chainOf(length);
        const [first, second] = [chain[a], chain[b]];
        if (!first || !second) throw new Error('no such entry');
        const swapped = chain.with(a, { ...second, seq: first.seq }).with(b, { ...first, seq: second.seq });
        expect(verifyChain(swapped)).toMatchObject({ ok: false, error: { seq: a + 1 } });
      }),
    );
  });

  it('when the end is cut off, only with a witness from outside', () => {
    const chain = chainOf(length);
    const witness = chain.at(-1) ?? chainStart;
    const cut = chain.slice(0, 8);
    expect(verifyChain(cut).ok).toBe(true);
    expect(verifyChain(cut, [witness])).toEqual({ ok: false, error: { seq: 9, fault: 'missing' } });
    expect(verifyChain(chain, [witness]).ok).toBe(true);
  });

  it('when the whole log was written anew, only with a witness from outside', () => {
    const witness = chainOf(6)[5] ?? chainStart;
    const forged = chainOf(0);
    for (let index = 0; index < 8; index += 1) {
      const moment = { boot: 'd'.repeat(32), monoMs: index, wall: '2026-11-21T08:00:00.000Z' };
      forged.push(chainEntry(forged.at(-1) ?? chainStart, moment, { event: 'kiosk-started', detail: {} }));
    }
    expect(verifyChain(forged).ok).toBe(true);
    expect(verifyChain(forged, [witness])).toEqual({ ok: false, error: { seq: 6, fault: 'edited' } });
  });
});
