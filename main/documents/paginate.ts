/** Something that stands on one page as a whole. */
export interface Block {
  readonly height: number;
  draw(y: number): void;
  /** Stands above it where it begins a page. */
  readonly header?: Block;
  /** A heading never stands at the foot of a page alone. */
  readonly withNext?: true;
  /** Neighbours of one group are one thing to a screen reader. */
  readonly group?: 'Table';
}

/** A few blocks that no page break parts. */
export function together(blocks: readonly Block[]): Block {
  return {
    height: heightOf(blocks),
    draw(y) {
      let top = y;
      for (const block of blocks) {
        block.draw(top);
        top += block.height;
      }
    },
  };
}

/** Points that may be filled, from top to bottom; the last page has less of them, for its closing. */
export interface Room {
  readonly first: number;
  readonly next: number;
  readonly closing: number;
}

/**
 * Blocks on pages, in their order. None is cut: callers make none that is higher than a page. The last page always has
 * at least one block beside its closing, so that no seal stands on an empty sheet.
 */
export function paginate(blocks: readonly Block[], room: Room): Block[][] {
  const pages: Block[][] = [];
  let rest = blocks;
  for (;;) {
    const free = pages.length === 0 ? room.first : room.next;
    if (heightOf(withHeader(rest)) <= free - room.closing) return [...pages, withHeader(rest)];
    const count = Math.max(1, Math.min(fitting(rest, free), rest.length - 1));
    if (rest.length === 1) return [...pages, withHeader(rest)];
    pages.push(withHeader(rest.slice(0, count)));
    rest = rest.slice(count);
  }
}

const heightOf = (blocks: readonly Block[]): number => blocks.reduce((sum, { height }) => sum + height, 0);

function withHeader(blocks: readonly Block[]): Block[] {
  const header = blocks[0]?.header;
  return header ? [header, ...blocks] : [...blocks];
}

/** How many of the blocks go onto a page, not ending with one that belongs to its next. */
function fitting(blocks: readonly Block[], free: number): number {
  let count = 0;
  while (count < blocks.length && heightOf(withHeader(blocks.slice(0, count + 1))) <= free) count += 1;
  while (count > 1 && blocks[count - 1]?.withNext) count -= 1;
  return count;
}
