import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * The names that may be given to node:crypto. Node has OpenSSL behind it, Electron has BoringSSL: a name that only the
 * first one knows ('sm3', 'sm4-gcm', the curve 'SM2') passes every test here and throws in the packaged kiosk.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  createHash: ['sha256', 'sha384', 'sha512'],
  hash: ['sha256', 'sha384', 'sha512'],
  createHmac: ['sha256', 'sha384', 'sha512'],
  createSign: ['sha256', 'sha384', 'sha512'],
  createVerify: ['sha256', 'sha384', 'sha512'],
  createCipheriv: ['aes-128-gcm', 'aes-256-gcm'],
  createDecipheriv: ['aes-128-gcm', 'aes-256-gcm'],
  createECDH: ['prime256v1'],
  generateKeyPair: ['ec', 'ed25519', 'x25519'],
  generateKeyPairSync: ['ec', 'ed25519', 'x25519'],
};

const codeOf = (text: string): string => text.replaceAll(/^\s*(\/\/|\/?\*).*$/gm, '');
const cryptoImport = /import\s+(type\s+)?(.+?)\s+from\s+['"](?:node:)?crypto['"]/gs;

/** What a file does with node:crypto that it may not. */
function violations(text: string): string[] {
  const code = codeOf(text);
  const found: string[] = [];
  for (const [, type, what = ''] of code.matchAll(cryptoImport)) {
    if (type) continue;
    // Under another name or as a whole, a call could not be recognised below.
    if (!/^\{[^*]*\}$/s.test(what) || /\bas\b/.test(what)) found.push(`import ${what}`);
    for (const name of what.matchAll(/\w+/g)) found.push(...badCalls(code, name[0]));
  }
  if (/\brequire\(\s*['"](node:)?crypto['"]|\bimport\(\s*['"](node:)?crypto['"]/.test(code)) found.push('require');
  // `namedCurve: 'SM2'` for generateKeyPair; a JWK says `crv`.
  for (const [whole, curve] of code.matchAll(/\bnamedCurve:\s*([^,\s}]+)/g)) {
    if (curve !== "'P-256'" && curve !== "'prime256v1'") found.push(whole);
  }
  return found;
}

function badCalls(code: string, name: string): string[] {
  const names = allowed[name];
  if (!names) return [];
  const calls = [...code.matchAll(new RegExp(`(?<![.\\w])${name}\\s*\\(\\s*([^,)]*)`, 'g'))];
  const uses = [
    ...code.replaceAll(/'[^'\n]*'|`[^`]*`/g, "''").matchAll(new RegExp(`(?<![.\\w])${name}\\b(?!\\??:)`, 'g')),
  ];
  const bad = calls.filter(([, given = '']) => !names.some((each) => given.trim() === `'${each}'`));
  // Handed on as a function, it is called where nobody looks: every use but the import and a member's name is a call.
  const handedOn = uses.length > calls.length + 1 ? [`${name} handed on`] : [];
  return [...bad.map(([whole]) => whole), ...handedOn];
}

const sources = ['main', 'devices', 'renderer'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.posix.join(folder, file)),
);

describe('the names that are given to node:crypto', () => {
  it('are such that Electron knows them too', () => {
    const found = sources.flatMap((file) => violations(readFileSync(file, 'utf8')).map((what) => `${file}: ${what}`));
    expect(found).toEqual([]);
  });

  it.each([
    "import { createHash } from 'node:crypto';\ncreateHash('sm3').update(x);",
    "import { createHash } from 'crypto';\ncreateHash(\n  'sm3',\n);",
    "import { createHash } from 'node:crypto';\ncreateHash('md4');",
    "import { createHmac, randomBytes } from 'node:crypto';\ncreateHmac('sm3', key);",
    "import { createCipheriv } from 'node:crypto';\ncreateCipheriv('sm4-gcm', key, iv);",
    "import {\n  createDecipheriv,\n} from 'node:crypto';\ncreateDecipheriv('sm4-ctr', key, iv);",
    "import { createECDH } from 'node:crypto';\ncreateECDH('SM2');",
    "import { generateKeyPairSync } from 'node:crypto';\ngenerateKeyPairSync('sm2');",
    "import { generateKeyPair } from 'node:crypto';\ngenerateKeyPair('ec', { namedCurve: 'SM2' }, done);",
    "import { createHash } from 'node:crypto';\nconst name = 'sm3';\ncreateHash(name);",
    "import { createHash } from 'node:crypto';\nconst make = createHash;\nmake('sm3');",
    "import { createHash as made } from 'node:crypto';\nmade('sm3');",
    "import crypto from 'node:crypto';\ncrypto.createHash('sm3');",
    "import * as crypto from 'node:crypto';\ncrypto.createHash('sm3');",
    "const { createHash } = require('crypto');\ncreateHash('sm3');",
    "const { createHash } = await import('node:crypto');\ncreateHash('sm3');",
  ])('control: would be seen in %j', (text) => {
    expect(violations(text)).not.toEqual([]);
  });

  it('control: what the kiosk does is not seen as wrong, and is looked at', () => {
    const right =
      "import { createHash, randomBytes } from 'node:crypto';\n// createHash('sm3') would throw\ncreateHash('sha256');";
    expect(violations(right)).toEqual([]);
    // A function of the same name of something else is none of node:crypto's.
    expect(violations("import { generateKeyPair } from 'jose';\ngenerateKeyPair(use);")).toEqual([]);
    expect(sources.filter((file) => /createHash\('sha256'\)/.test(readFileSync(file, 'utf8'))).length).toBeGreaterThan(
      3,
    );
  });
});
