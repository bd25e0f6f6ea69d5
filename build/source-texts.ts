import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from '@swc/core';

export interface SourceTexts {
  /** Every string of the sources. */
  readonly literals: ReadonlySet<string>;
  /** Every template with variables, as an expression for what it can become. */
  readonly patterns: readonly RegExp[];
  /** Words that a page would show as they stand in the code. */
  readonly shown: readonly { readonly file: string; readonly text: string }[];
}

/** Folders that name keys, and the pages of developers, whose words are nobody's but theirs. */
const folders = ['renderer', 'main', 'devices'];
const developerPages = /^renderer\/(scenes|instruments|dock)(\/|\.)/;
/** Attributes that are read out or shown. */
const spokenAttributes: ReadonlySet<unknown> = new Set([
  'aria-label',
  'aria-description',
  'alt',
  'title',
  'placeholder',
]);

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Reads the strings of all TypeScript files of a project by their syntax, so that no comment counts. */
export function readSourceTexts(folder: string): SourceTexts {
  const literals = new Set<string>();
  const patterns: RegExp[] = [];
  const shown: { file: string; text: string }[] = [];
  for (const file of sourceFiles(folder)) {
    const isPage = file.startsWith('renderer/') && !developerPages.test(file);
    const tree: unknown = parseSync(readFileSync(path.join(folder, file), 'utf8'), {
      syntax: 'typescript',
      tsx: file.endsWith('.tsx'),
      target: 'es2024',
    });
    visit(tree, (node) => {
      if (node['type'] === 'StringLiteral') literals.add(String(node['value']));
      if (node['type'] === 'TemplateLiteral') patterns.push(...patternOf(node));
      const text = isPage ? shownText(node) : null;
      if (text !== null && /\p{L}/u.test(text)) shown.push({ file, text });
    });
  }
  return { literals, patterns, shown };
}

function sourceFiles(folder: string): string[] {
  return folders
    .filter((name) => existsSync(path.join(folder, name)))
    .flatMap((name) =>
      readdirSync(path.join(folder, name), { recursive: true, encoding: 'utf8' }).map((file) => `${name}/${file}`),
    )
    .filter((file) => /\.tsx?$/.test(file));
}

function visit(value: unknown, look: (node: Node) => void): void {
  if (!isNode(value)) return;
  if (typeof value['type'] === 'string') look(value);
  for (const child of Object.values(value)) visit(child, look);
}

function patternOf(template: Node): RegExp[] {
  const quasis = Array.isArray(template['quasis']) ? template['quasis'].filter(isNode) : [];
  const texts = quasis.map((quasi) => String(quasi['cooked'] ?? quasi['raw']));
  // Without three fixed characters a template could be any key.
  if (texts.join('').length < 3) return [];
  return [new RegExp(`^${texts.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('.+')}$`)];
}

function shownText(node: Node): string | null {
  if (node['type'] === 'JSXText') return String(node['value']).trim();
  if (node['type'] !== 'JSXAttribute') return null;
  const { name, value } = node;
  if (!isNode(name) || !isNode(value) || !spokenAttributes.has(name['value'])) return null;
  return value['type'] === 'StringLiteral' ? String(value['value']) : null;
}
