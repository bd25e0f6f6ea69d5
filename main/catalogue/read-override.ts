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

/**
 * The city's catalogue, or why it is not believed. The signature is looked at before the content: a file that nobody
 * signed is not even read for its mistakes.
 */
export async function readOverride(
  source: OverrideSource,
  base: readonly ServiceDefinition[],
): Promise<Result<{ readonly services: readonly ServiceDefinition[]; readonly version: number }, OverrideRefusal>> {
  const { path, newestVersion } = source;
  const text = readText(path);
  if (text === null) return refuse('unreadable', `${path} cannot be read.`);
  const unbelieved = await whyNotBelieved(source, text);
  if (unbelieved) return err(unbelieved);
  const parsed = parseOverride(path, text);
  if (!parsed.ok) return parsed;
  const { version } = parsed.value;
  if (version < newestVersion) {
    const sentence = `${path}${lineOf(text, ['version'])}: version ${version} is older than ${newestVersion}, which was in force.`;
    return refuse('staleVersion', sentence);
  }
  const services = overriddenCatalogue(base, parsed.value);
  if (services.ok) return ok({ services: services.value, version });
  return refuse('notUnderstood', `${path}${lineOf(text, services.error.path)}: ${services.error.message}.`);
}

const refuse = (reason: OverrideReason, sentence: string) => err<OverrideRefusal>({ reason, sentence });

function readText(path: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch {
    return null;
  }
}

async function whyNotBelieved({ path, key }: OverrideSource, text: string): Promise<OverrideRefusal | null> {
  const signature = readText(`${path}.jws`)?.trim();
  const parts = /^([A-Za-z0-9_-]+)\.\.([A-Za-z0-9_-]+)$/.exec(signature ?? '');
  if (!parts) return { reason: 'notSigned', sentence: `${path}.jws is no detached signature of ${path}.` };
  const [, header = '', bytes = ''] = parts;
  if (key === null || kidIn(header) !== key.kid)
    return { reason: 'unknownKey', sentence: `${path}.jws is by a key that this kiosk does not know.` };
  try {
    const payload = Buffer.from(text).toString('base64url');
    const verifier = await importJWK(key.jwk, 'ES256');
    await flattenedVerify({ protected: header, payload, signature: bytes }, verifier, { algorithms: ['ES256'] });
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

/** Reads and checks the file's content; for whoever writes one, too. */
export function parseOverride(path: string, text: string): Result<LocalOverride, OverrideRefusal> {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true });
  const [first] = errors;
  if (first) {
    const line = text.slice(0, first.offset).split('\n').length;
    return refuse('notUnderstood', `${path}, line ${line}: ${printParseErrorCode(first.error)}.`);
  }
  const parsed = localOverrideSchema.safeParse(JSON.parse(text));
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
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
  return `, line ${text.slice(0, node?.offset ?? 0).split('\n').length}`;
}
