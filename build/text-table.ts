const wide = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/u;

/** Columns of a terminal: what is written with Chinese characters takes two each. */
export const textWidth = (text: string): number => [...text].reduce((sum, one) => sum + (wide.test(one) ? 2 : 1), 0);

/**
 * Rows below their headings, every column as wide as its widest cell. A cell of several lines takes as many; the last
 * column is not filled up.
 */
export function textTable(headings: readonly string[], rows: readonly (readonly (readonly string[])[])[]): string {
  const all = [headings.map((heading) => [heading]), ...rows];
  const widths = headings.map((_, column) => Math.max(...all.flatMap((row) => (row[column] ?? []).map(textWidth))));
  const padded = (text: string, column: number): string =>
    text + ' '.repeat(Math.max(0, (widths[column] ?? 0) - textWidth(text)));
  const lines = all.flatMap((row) =>
    Array.from({ length: Math.max(...row.map((cell) => cell.length)) }, (_, line) =>
      headings.map((_heading, column) => padded(row[column]?.[line] ?? '', column)).join('  '),
    ),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [...lines.slice(0, 1), rule, ...lines.slice(1)].map((line) => `${line.trimEnd()}\n`).join('');
}
