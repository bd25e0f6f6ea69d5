import { describe, expect, it } from 'vitest';
import { auditEvents, checkedDetail, detailPatterns } from '../../main/audit-log/audit-event.ts';
import type { AuditFact } from '../../main/audit-log/audit-event.ts';

const fact = (event: string, detail: object): AuditFact => ({ event, detail }) as AuditFact;

describe('the catalogue', () => {
  it('has room for no name, no ID number, no telephone number and no sentence in any detail', () => {
    const personal = [
      '张三',
      'Zhang San',
      '110101199003070011',
      '11010119900307123X',
      '13800138000',
      'a free sentence',
    ];
    for (const [key, pattern] of Object.entries(detailPatterns)) {
      for (const text of personal) expect(pattern.test(text), `${key} takes ${text}`).toBe(false);
    }
    // The patterns do take something.
    expect(detailPatterns.service.test('temp-id-proof')).toBe(true);
  });

  it('says what each event means', () => {
    for (const { means } of Object.values(auditEvents)) expect(means).toMatch(/^[A-Z].+\.$/);
  });
});

describe('a detail', () => {
  it('is kept in a fixed order', () => {
    const detail = checkedDetail(fact('session-ended', { step: 'review', because: 'idle' }));
    expect(JSON.stringify(detail)).toBe('{"because":"idle","step":"review"}');
  });

  it.each([
    ['unknown event', 'visitor-named', {}],
    ['inherited name', 'toString', {}],
    ['missing key', 'session-ended', { step: 'review' }],
    ['key too many', 'officer-called', { step: 'review', name: 'x' }],
    ['other key', 'officer-called', { name: 'review' }],
    ['value that is no code', 'officer-called', { step: '110101199003070011' }],
  ])('throws for a programmer’s mistake: %s', (_, event, detail) => {
    expect(() => checkedDetail(fact(event, detail))).toThrow();
  });

  it('keeps a refused value out of the error message', () => {
    expect(() => checkedDetail(fact('officer-called', { step: 'Zhang San' }))).toThrow(/^(?!.*Zhang)/);
  });
});
