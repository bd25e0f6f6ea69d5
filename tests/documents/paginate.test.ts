import { describe, expect, it } from 'vitest';
import { paginate, together } from '../../main/documents/paginate.ts';
import type { Block } from '../../main/documents/paginate.ts';

const room = { first: 60, next: 80, closing: 30 };
const names = new Map<Block, string>();
function block(name: string, height: number, more: Partial<Block> = {}): Block {
  const made = { height, draw: () => {}, ...more };
  names.set(made, name);
  return made;
}
const paged = (blocks: readonly Block[]): string[] =>
  paginate(blocks, room).map((page) => page.map((each) => names.get(each)).join(' '));

describe('blocks on pages', () => {
  it('are one page while the closing fits below them', () => {
    expect(paged([block('a', 15), block('b', 15)])).toEqual(['a b']);
    expect(paged([])).toEqual(['']);
  });

  it('leave one block at least for the last page', () => {
    expect(paged([block('a', 15), block('b', 16)])).toEqual(['a', 'b']);
    expect(paged([block('a', 20), block('b', 20), block('c', 20)])).toEqual(['a b', 'c']);
  });

  it('fill every page but the last to its foot', () => {
    const ten = Array.from({ length: 20 }, (_, index) => block(String(index), 10));
    const pages = ['0 1 2 3 4 5', '6 7 8 9 10 11 12 13', '14 15 16 17 18', '19'];
    expect(paged(ten)).toEqual(pages);
  });

  it('repeat the head of a table on each of its pages', () => {
    const header = block('head', 10);
    const rows = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((name) => block(name, 10, { header }));
    expect(paged([header, ...rows])).toEqual(['head 1 2 3 4 5', 'head 6 7 8 9']);
  });

  it('never end a page with a heading', () => {
    const heading = block('heading', 10, { withNext: true });
    expect(paged([block('a', 45), heading, block('b', 20)])).toEqual(['a', 'heading b']);
  });

  it('stay together when they are told to', () => {
    const drawn: string[] = [];
    const noted = (name: string): Block => ({ height: 20, draw: (y) => drawn.push(`${name} ${String(y)}`) });
    const both = together([noted('a'), noted('b')]);
    both.draw(7);
    expect([both.height, drawn]).toEqual([40, ['a 7', 'b 27']]);
  });

  it('end even where one is higher than a page', () => {
    expect(paged([block('a', 500), block('b', 500), block('c', 10)])).toEqual(['a', 'b', 'c']);
  });
});
