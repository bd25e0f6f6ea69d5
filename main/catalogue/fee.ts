import type { FeeView } from '../contract/service-view.ts';
import type { ServiceDefinition } from './service-definition.ts';

type Fee = ServiceDefinition['fee'];

/**
 * What is to be paid, in hundredths of a yuan. A table counts the answers given so far; an answer that it does not name
 * costs nothing. `fineFen`: what the decision says, with its surcharge (程序规定 Art. 60).
 */
export function feeFen(fee: Fee, answers: Readonly<Record<string, string>>, fineFen: number): number {
  switch (fee.kind) {
    case 'free':
      return 0;
    case 'table':
      return 100 * (fee.yuan + fee.terms.reduce((sum, term) => sum + termYuan(term, answers), 0));
    case 'fine':
      return fineFen;
  }
}

type Term = Extract<Fee, { kind: 'table' }>['terms'][number];

function termYuan({ field, yuan, times }: Term, answers: Readonly<Record<string, string>>): number {
  const each = yuan[answers[field] ?? ''] ?? 0;
  return times ? each * (times.of[answers[times.field] ?? ''] ?? 1) : each;
}

/** What the first page says of it, before anything is known. */
export function feeView(fee: Fee): FeeView {
  if (fee.kind === 'free') return fee;
  if (fee.kind === 'fine') return fee;
  const least = fee.terms.map(({ yuan }) => Math.min(...Object.values(yuan)));
  const most = fee.terms.map(
    ({ yuan, times }) => Math.max(...Object.values(yuan)) * Math.max(1, ...Object.values(times?.of ?? {})),
  );
  const yuanFrom = fee.yuan + sum(least);
  const yuanTo = fee.yuan + sum(most);
  if (yuanTo === 0) return { kind: 'free' };
  return yuanFrom === yuanTo ? { kind: 'fixed', yuan: yuanFrom } : { kind: 'range', yuanFrom, yuanTo };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
