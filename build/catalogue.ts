import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { FlattenedSign, importJWK } from 'jose';
import { baseCatalogue } from '../main/catalogue/catalogue.ts';
import { bytesOf, understandOverride } from '../main/catalogue/read-override.ts';
import { err, ok, type Result } from '../main/contract/result.ts';
import { newPrivateKey, privateKeySchema, publicHalf, type PrivateKey } from '../main/gateway/key-setup.ts';

/** What came of it, or why it was not done: a sentence each. */
type Outcome = Result<string, string>;

const usage = `usage: npm run catalogue -- <action>
  keygen <folder>             makes the city's key, and its public half for the kiosks
  check <file>                whether a kiosk can follow all of the file
  sign <file> --key <key>     checks it, and signs it for the kiosks: <file>.jws
`;

/** The private half is for whoever signs, and is never made anew over one that is in use. */
async function keygen(folder: string): Promise<Outcome> {
  const privatePath = path.join(folder, 'catalogue-private-key.json');
  const publicPath = path.join(folder, 'catalogue-key.json');
  const there = [privatePath, publicPath].find((file) => existsSync(file));
  if (there !== undefined) return err(`${there} is there already and stays.`);
  const key = await newPrivateKey('ES256');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(privatePath, JSON.stringify(key), { mode: 0o600, flag: 'wx', flush: true });
  writeFileSync(publicPath, JSON.stringify(publicHalf(key)), { mode: 0o644, flag: 'wx', flush: true });
  return ok(`${privatePath} signs; keep it off the kiosks.\n${publicPath} goes into the key folder of each kiosk.`);
}

function check(file: string): Result<{ readonly bytes: Buffer; readonly said: string }, string> {
  const bytes = bytesOf(file);
  if (bytes === null) return err(`${file} cannot be read.`);
  const understood = understandOverride(file, bytes, baseCatalogue);
  return understood.ok
    ? ok({ bytes, said: `OK: ${file}, version ${understood.value.version}.` })
    : err(understood.error.sentence);
}

/** A detached signature of exactly the file's bytes (RFC 7515, appendix F). */
async function sign(file: string, keyFile: string): Promise<Outcome> {
  const checked = check(file);
  if (!checked.ok) return checked;
  const key = privateKeyIn(keyFile);
  if (key === null) return err(`${keyFile} holds no private key of a city.`);
  const { bytes, said } = checked.value;
  const jws = await new FlattenedSign(bytes)
    .setProtectedHeader({ alg: 'ES256', kid: key.kid })
    .sign(await importJWK({ ...key }, 'ES256'));
  writeFileSync(`${file}.jws`, `${jws.protected ?? ''}..${jws.signature}\n`, { flush: true });
  return ok(`${said}\n${file}.jws is its signature by ${key.kid}.`);
}

function privateKeyIn(file: string): PrivateKey | null {
  try {
    return privateKeySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

async function outcomeOf(action: string | undefined, target: string, key: string | undefined): Promise<Outcome | null> {
  if (action === 'keygen') return keygen(target);
  if (action === 'sign' && key !== undefined) return sign(target, key);
  if (action !== 'check') return null;
  const checked = check(target);
  return checked.ok ? ok(checked.value.said) : checked;
}

/** npm run catalogue -- <keygen | check | sign> …: for the city's office. Returns the exit code. */
export async function runCatalogue(argv: readonly string[], out: (text: string) => void): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { key: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  });
  const [action, target, ...more] = positionals;
  const key = typeof values['key'] === 'string' ? values['key'] : undefined;
  const outcome = target === undefined || more.length > 0 ? null : await outcomeOf(action, target, key);
  if (outcome === null) {
    out(usage);
    return 2;
  }
  out(`${outcome.ok ? outcome.value : outcome.error}\n`);
  return outcome.ok ? 0 : 1;
}

if (import.meta.main) {
  process.exitCode = await runCatalogue(process.argv.slice(2), (text) => process.stdout.write(text));
}
