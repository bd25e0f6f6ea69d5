import type { FactRow } from '../../main/contract/fact-row.ts';
import { FactWords, useFactWords } from './fact-value.tsx';
import { Facts } from './facts.tsx';
import { TermedText } from './term.tsx';

/**
 * What an office says of a case, a row each; words of the law in a row's name can be touched, and what is hidden shown.
 * `still`: nothing of it is touched, for a place that a seated visitor does not reach.
 */
export function FactList({ facts, still = false }: { readonly facts: readonly FactRow[]; readonly still?: boolean }) {
  const wordsOf = useFactWords();
  return (
    <Facts
      facts={facts.map((row) => {
        const { name, text } = wordsOf(row);
        return {
          id: row.id,
          name: still ? name : <TermedText text={name} />,
          value: still ? text : <FactWords row={row} />,
        };
      })}
    />
  );
}
