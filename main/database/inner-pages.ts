import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { PAGE_BYTES } from './file-header.ts';

// All of this is SQLite's description of its file format: sections "B-tree Pages" and "Pointer Map".
const INNER = 0x05;
const LEAF = 0x0d;
const indexPages: ReadonlySet<number> = new Set([0x02, 0x0a]);
const MAPPED_PER_PAGE = Math.floor(PAGE_BYTES / 5);
const CHILD_OF_TREE = 5;
/** The page that SQLite locks and never writes; behind it the map lies one page further on. Larger files are left as they are. */
const LOCK_PAGE = 0x4000_0000 / PAGE_BYTES + 1;
/** No tree is deeper: three levels hold 210,000 submissions. */
const MOST_LEVELS = 12;

interface Pages {
  readonly count: number;
  /** Pages are numbered from 1. */
  page(number: number): Buffer;
  write(number: number, page: Buffer): void;
}

/**
 * Writes the inner pages of tables anew that are damaged: every page's own entry in the pointer map says whose child it
 * is, and the children's row numbers say in which order. Without it, one damaged page hides all the sound ones below it.
 * @returns whether something was written: then rows that are missing are missing without an error.
 */
export function restoreInnerPages(path: string): boolean {
  const file = openSync(path, 'r+');
  try {
    const pages: Pages = {
      count: Math.floor(fstatSync(file).size / PAGE_BYTES),
      page(number) {
        const page = Buffer.alloc(PAGE_BYTES);
        readSync(file, page, 0, PAGE_BYTES, (number - 1) * PAGE_BYTES);
        return page;
      },
      write: (number, page) => void writeSync(file, page, 0, PAGE_BYTES, (number - 1) * PAGE_BYTES),
    };
    return pages.count < LOCK_PAGE && restoreAll(pages);
  } finally {
    closeSync(file);
  }
}

function restoreAll(pages: Pages): boolean {
  const damaged = [...childrenByParent(pages)].filter(([parent]) => {
    const page = pages.page(parent);
    return !indexPages.has(page.readUInt8(0)) && page.readUInt8(0) !== LEAF && childrenOf(pages, page) === null;
  });
  let wrote = false;
  // From the leaves upwards: a page's last row is known when those below it can be read.
  for (let level = 0; level < MOST_LEVELS && damaged.length > 0; level += 1) {
    for (const [parent, children] of damaged.splice(0)) {
      const isWaiting = children.some((child) => damaged.some(([other]) => other === child));
      if (isWaiting) damaged.push([parent, children]);
      else wrote = restore(pages, parent, children) || wrote;
    }
  }
  return wrote;
}

/** The tables' inner pages with what the pointer map says is directly below them. */
function childrenByParent(pages: Pages): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (let map = 2; map <= pages.count; map += MAPPED_PER_PAGE + 1) {
    const entries = pages.page(map);
    for (let index = 0; index < MAPPED_PER_PAGE && map + 1 + index <= pages.count; index += 1) {
      const parent = entries.readUInt32BE(5 * index + 1);
      if (entries.readUInt8(5 * index) !== CHILD_OF_TREE || parent < 3 || parent > pages.count) continue;
      found.set(parent, [...(found.get(parent) ?? []), map + 1 + index]);
    }
  }
  return found;
}

/** An inner page's children from left to right; null when it is no sound inner page of a table. */
function childrenOf(pages: Pages, page: Buffer): readonly number[] | null {
  const cells = page.readUInt16BE(3);
  if (page.readUInt8(0) !== INNER || 12 + 2 * cells > PAGE_BYTES) return null;
  const children: number[] = [];
  let last = -Infinity;
  for (let index = 0; index < cells; index += 1) {
    const at = page.readUInt16BE(12 + 2 * index);
    if (at < 12 || at > PAGE_BYTES - 5) return null;
    const key = varint(page, at + 4).value;
    if (key <= last) return null;
    last = key;
    children.push(page.readUInt32BE(at));
  }
  children.push(page.readUInt32BE(8));
  return children.every((child) => child > 2 && child <= pages.count) ? children : null;
}

/** The highest row number at or below a page; null when it cannot be told. */
function lastRowOf(pages: Pages, number: number, level = 0): number | null {
  const page = pages.page(number);
  if (page.readUInt8(0) === LEAF) {
    const cells = page.readUInt16BE(3);
    if (cells === 0 || 8 + 2 * cells > PAGE_BYTES) return null;
    const at = page.readUInt16BE(8 + 2 * (cells - 1));
    return at < 8 || at > PAGE_BYTES - 4 ? null : varint(page, varint(page, at).next).value;
  }
  const right = level < MOST_LEVELS ? childrenOf(pages, page)?.at(-1) : undefined;
  return right === undefined ? null : lastRowOf(pages, right, level + 1);
}

function restore(pages: Pages, number: number, children: readonly number[]): boolean {
  const known = children
    .map((child) => ({ child, last: lastRowOf(pages, child) }))
    .filter((entry): entry is { child: number; last: number } => entry.last !== null)
    .toSorted((a, b) => a.last - b.last);
  const right = known.pop();
  if (!right) return false;
  const page = Buffer.alloc(PAGE_BYTES);
  let end = PAGE_BYTES;
  for (const [index, { child, last }] of known.entries()) {
    const key = varintBytes(last);
    end -= 4 + key.length;
    if (end < 12 + 2 * known.length) return false;
    page.writeUInt32BE(child, end);
    key.copy(page, end + 4);
    page.writeUInt16BE(end, 12 + 2 * index);
  }
  page.writeUInt8(INNER, 0);
  page.writeUInt16BE(known.length, 3);
  page.writeUInt16BE(end, 5);
  page.writeUInt32BE(right.child, 8);
  pages.write(number, page);
  return true;
}

/** Seven bits a byte, the highest first; a ninth byte would bear eight, and no row of ours has such a number. */
function varint(page: Buffer, from: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let at = from; at < page.length && at < from + 8; at += 1) {
    const byte = page.readUInt8(at);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next: at + 1 };
  }
  return { value, next: Math.min(from + 9, page.length) };
}

function varintBytes(value: number): Buffer {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest % 128) | 0x80);
  return Buffer.from(bytes);
}
