import { readFileSync } from 'node:fs';
import { flattenedVerify, importJWK } from 'jose';
import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { err, ok, type Result } from '../contract/result.ts';
import { localOverrideSchema, overriddenCatalogue, type LocalOverride } from './local-override.ts';
import type { ServiceDefinition } from './service-definition.ts';

/** A public key of the city, as enrolment left it (ES256). */
export interface OverrideKey {
  readonly kid: string;
  readonly jwk: Readonly<Record<string, unknown>>;
}

export interface OverrideSource {
  /** The file; its detached signature stands beside it as `<path>.jws` (RFC 7515, appendix F). */
  readonly path: string;
  /** Null where enrolment left none: then no override is believed. */
  readonly key: OverrideKey | null;
  /** The highest version that was ever in force on this kiosk; 0 for none. */
  readonly newestVersion: number;
}

export const overrideReasons = [
  'unreadable',
  'notSigned',
  'unknownKey',
  'wrongSignature',
  'notUnderstood',
  'staleVersion',
] as const;
export type OverrideReason = (typeof overrideReasons)[number];

/** For the log by its reason, for the technician by its sentence: which file, which line, what is wrong. */
export interface OverrideRefusal {
  readonly reason: OverrideReason;
  readonly sentence: string;
}

/** The services as the city has them, and its edition. */
export interface ReadOverride {
  readonly services: readonly ServiceDefinition[];
  readonly version: number;
}

/**
 * The city's catalogue, or why it is not believed. The signature is looked at before the content: a file that nobody
 * signed is not even read for its mistakes.
 */
export async function readOverride(
  source: OverrideSource,
  base: readonly ServiceDefinition[],
): Promise<Result<ReadOverride, OverrideRefusal>> {
  const { path, newestVersion } = source;
  const bytes = bytesOf(path);
  if (bytes === null) return refuse('unreadable', `${path} cannot be read.`);
  const unbelieved = await whyNotBelieved(source, bytes);
  if (unbelieved) return err(unbelieved);
  const understood = understandOverride(path, bytes, base);
  if (!understood.ok || understood.value.version >= newestVersion) return understood;
  const older = `version ${understood.value.version} is older than ${newestVersion}, which was in force`;
  return refuse('staleVersion', `${path}${lineOf(bytes.toString(), ['version'])}: ${older}.`);
}

/** Whether all of a city's file can be in force, signed or not; for whoever writes one, too. */
export function understandOverride(
  path: string,
  bytes: Buffer,
  base: readonly ServiceDefinition[],
): Result<ReadOverride, OverrideRefusal> {
  const text = textOf(bytes);
  if (text === null) return refuse('notUnderstood', `${path} is not UTF-8.`);
  const parsed = parseOverride(path, text);
  if (!parsed.ok) return parsed;
  const services = overriddenCatalogue(base, parsed.value);
  if (services.ok) return ok({ services: services.value, version: parsed.value.version });
  return refuse('notUnderstood', `${path}${lineOf(text, services.error.path)}: ${services.error.message}.`);
}

const refuse = (reason: OverrideReason, sentence: string) => err<OverrideRefusal>({ reason, sentence });

/** Null where there is none to be read. */
export function bytesOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

/** Without the mark that some editors put before it. */
function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

async function whyNotBelieved({ path, key }: OverrideSource, bytes: Buffer): Promise<OverrideRefusal | null> {
  const signed = /^([A-Za-z0-9_-]+)\.\.([A-Za-z0-9_-]+)$/.exec(bytesOf(`${path}.jws`)?.toString().trim() ?? '');
  if (!signed) return { reason: 'notSigned', sentence: `${path}.jws is no detached signature of ${path}.` };
  const [, header = '', signature = ''] = signed;
  if (key === null || kidIn(header) !== key.kid)
    return { reason: 'unknownKey', sentence: `${path}.jws is by a key that this kiosk does not know.` };
  try {
    const verifier = await importJWK(key.jwk, 'ES256');
    const jws = { protected: header, payload: bytes.toString('base64url'), signature };
    await flattenedVerify(jws, verifier, { algorithms: ['ES256'] });
    return null;
  } catch {
    return { reason: 'wrongSignature', sentence: `${path} was changed after it was signed, or ${path}.jws was.` };
  }
}

function kidIn(header: string): string | null {
  try {
    const said: unknown = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
    return typeof said === 'object' && said !== null && 'kid' in said && typeof said.kid === 'string' ? said.kid : null;
  } catch {
    return null;
  }
}

function parseOverride(path: string, text: string): Result<LocalOverride, OverrideRefusal> {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true });
  const [first] = errors;
  if (first) {
    return refuse('notUnderstood', `${path}${lineAt(text, first.offset)}: ${printParseErrorCode(first.error)}.`);
  }
  const parsed = localOverrideSchema.safeParse(JSON.parse(text));
  if (parsed.success) return ok(parsed.data);
  const { issues } = parsed.error;
  // A name that is misspelt is missing, too: the misspelt one has the line.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  const at = (issue?.path ?? []).filter((step): step is string | number => typeof step !== 'symbol');
  const inside = issue?.code === 'unrecognized_keys' ? [...at, issue.keys[0] ?? ''] : at;
  const where = inside.length > 0 ? `${inside.join('.')}: ` : '';
  return refuse('notUnderstood', `${path}${lineOf(text, inside)}: ${where}${issue?.message ?? 'not understood'}.`);
}

/** `, line 7`: where this stands in the text, or the nearest thing around it that does. */
function lineOf(text: string, path: readonly (string | number)[]): string {
  const root = parseTree(text);
  if (!root) return '';
  let node: Node | undefined;
  for (let length = path.length; !node && length >= 0; length -= 1) {
    node = findNodeAtLocation(root, path.slice(0, length));
  }
  return lineAt(text, node?.offset ?? 0);
}

const lineAt = (text: string, offset: number): string => `, line ${text.slice(0, offset).split('\n').length}`;
