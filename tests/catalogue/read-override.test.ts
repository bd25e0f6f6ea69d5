import { randomInt } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import { overrideReasons, readOverride, understandOverride } from '../../main/catalogue/read-override.ts';
import { seededRandom } from '../../main/contract/seeded-random.ts';
import { newPrivateKey, type PrivateKey } from '../../main/gateway/key-setup.ts';
import { detachedSignature, openCity, override, type City } from '../support/city-override.ts';

/** One line for each thing, so that a line number says which. */
const rightFile = `{
  "version": 3,
  "city": "Example City",
  "services": {
    "temp-id-proof": {
      "purposes": {
        "rail": 24,
        "hotel": 48
      }
    },
    "exit-entry-record-query": {
      "who": {
        "hmt": {
          "served": false,
          "refusal": "notForHmt"
        }
      }
    },
    "id-card-renewal": {
      "fee": {
        "yuan": 25,
        "answers": {
          "temporaryCard": {
            "yes": 15
          }
        }
      }
    }
  }
}
`;

const read = ({ path, publicKey }: City, newestVersion = 0) =>
  readOverride({ path, newestVersion, key: { kid: publicKey.kid, jwk: { ...publicKey } } }, baseCatalogue);

/** What is said of a file with one thing of the right one replaced, or `in force`. */
async function sentenceOf(city: City, right = '', wrong = ''): Promise<string> {
  if (!rightFile.includes(right)) throw new Error(`the right file has no ${right}`);
  await city.publish(rightFile.replace(right, wrong));
  const result = await read(city);
  return result.ok ? 'in force' : `${result.error.reason}: ${result.error.sentence.replace(city.path, 'FILE')}`;
}

test('control: the right file with the right signature is in force, again and again', async () => {
  const city = await openCity();
  await city.publish(rightFile);
  const result = await read(city);
  expect(result).toMatchObject({ ok: true, value: { version: 3 } });
  expect(await read(city, 3)).toEqual(result);
  const renewal = result.ok && result.value.services.find(({ id }) => id === 'id-card-renewal');
  expect(renewal).toMatchObject({ fee: { yuan: 25, terms: [{ yuan: { no: 0, yes: 15 } }] } });
});

describe('what is not in force is said with file and line', () => {
  test.each([
    ['an unknown service', '"temp-id-proof"', '"temp-proof"', 5, 'there is no service temp-proof'],
    ['an unknown field', '"fee"', '"price"', 20, 'services.id-card-renewal.price: Unrecognized key: "price"'],
    ['an unknown field of the file', '"city"', '"town"', 3, 'town: Unrecognized key: "town"'],
    [
      'a field that is missing',
      '"city": "Example City",',
      '',
      1,
      'city: Invalid input: expected string, received undefined',
    ],
    [
      'a part that is missing',
      `,
          "refusal": "notForHmt"`,
      '',
      13,
      'services.exit-entry-record-query.who.hmt.refusal: Invalid input: expected string, received undefined',
    ],
    ['an unknown answer', '"yes"', '"perhaps"', 24, 'temporaryCard has no answer perhaps'],
    ['an unknown term', '"temporaryCard"', '"post"', 23, 'the fee of id-card-renewal does not depend on post'],
    ['an unknown purpose', '"hotel"', '"moon"', 8, 'temp-id-proof has no purpose moon'],
    ['an unknown refusal', '"notForHmt"', '"nope"', 15, 'no service of this area sends a group by nope'],
    [
      'a wrong type',
      '25,',
      '"25",',
      21,
      'services.id-card-renewal.fee.yuan: Invalid input: expected number, received string',
    ],
    ['a wrong number', '24,', '0,', 7, 'services.temp-id-proof.purposes.rail: Too small: expected number to be >=1'],
    ['a version that is none', '3,', '0,', 2, 'version: Too small: expected number to be >=1'],
    ['a comma too many', '48', '48,', 9, 'PropertyNameExpected'],
    ['a comma too few', '24,', '24', 8, 'CommaExpected'],
    ['a comment', '"city"', '// ours\n "city"', 3, 'InvalidCommentToken'],
    ['half a file', '"answers"', '', 22, 'PropertyNameExpected'],
  ])('%s', async (_what, right, wrong, line, sentence) => {
    const said = await sentenceOf(await openCity(), right, wrong);
    expect(said).toContain(`notUnderstood: FILE, line ${String(line)}: ${sentence}`);
  });

  test('nothing but an empty file, and one in another encoding', async () => {
    const city = await openCity();
    await city.publish('');
    expect(await read(city)).toMatchObject({ ok: false, error: { sentence: expect.stringContaining(', line 1: ') } });
    const gbk = Buffer.from([0x22, 0xd6, 0xd8, 0x22]);
    writeFileSync(city.path, gbk);
    writeFileSync(`${city.path}.jws`, await detachedSignature(gbk, city.key));
    expect(await read(city)).toMatchObject({
      ok: false,
      error: { reason: 'notUnderstood', sentence: `${city.path} is not UTF-8.` },
    });
  });

  test('an older version than was in force', async () => {
    const city = await openCity();
    await city.publish(rightFile);
    expect(await read(city, 4)).toEqual({
      ok: false,
      error: {
        reason: 'staleVersion',
        sentence: `${city.path}, line 2: version 3 is older than 4, which was in force.`,
      },
    });
  });

  test('no text makes it throw', () => {
    const seed = Number(process.env['KIOSK_SEED'] ?? randomInt(1_000_000));
    const random = seededRandom(seed);
    const pieces = [
      '"',
      '{',
      '}',
      ':',
      ',',
      '[',
      '1',
      '-',
      '.',
      'e',
      '\\u00',
      '\\x',
      '\t',
      '\u0000',
      '\u2028',
      '//',
      ' ',
    ];
    for (let round = 0; round < 3000; round += 1) {
      const at = Math.floor(random() * rightFile.length);
      const piece = pieces[Math.floor(random() * pieces.length)] ?? '';
      const text = rightFile.slice(0, at) + piece + rightFile.slice(at + Math.floor(random() * 3));
      const result = understandOverride('FILE', Buffer.from(text), baseCatalogue);
      if (!result.ok) expect(result.error.sentence, `seed ${String(seed)}`).toMatch(/^FILE, line \d+: .+\.$/s);
    }
  });
});

describe('a file that nobody vouches for is not read for its mistakes', () => {
  const wrong = override({ nonsense: {} });

  test('one that is not there, or no file at all', async () => {
    const city = await openCity();
    const unreadable = { ok: false, error: { reason: 'unreadable', sentence: `${city.path} cannot be read.` } };
    expect(await read(city)).toEqual(unreadable);
    mkdirSync(city.path);
    expect(await read(city)).toEqual(unreadable);
  });

  test.each([
    ['no signature', null],
    ['a signature that is none', 'yes'],
    ['one that brings its own content', 'aGVhZA.Ym9keQ.c2ln'],
  ])('%s', async (_what, jws) => {
    const city = await openCity();
    await city.publish(wrong);
    rmSync(`${city.path}.jws`);
    if (jws !== null) writeFileSync(`${city.path}.jws`, jws);
    expect(await read(city)).toEqual({
      ok: false,
      error: { reason: 'notSigned', sentence: `${city.path}.jws is no detached signature of ${city.path}.` },
    });
  });

  test('by a key that the kiosk does not have, and on a kiosk that has none', async () => {
    const city = await openCity();
    const unknown = {
      ok: false,
      error: { reason: 'unknownKey', sentence: `${city.path}.jws is by a key that this kiosk does not know.` },
    };
    await city.publish(wrong, await newPrivateKey('ES256'));
    expect(await read(city)).toEqual(unknown);
    await city.publish(rightFile);
    expect(await readOverride({ path: city.path, newestVersion: 0, key: null }, baseCatalogue)).toEqual(unknown);
  });

  test('by another key under the name of the right one, or changed by a single blank', async () => {
    const city = await openCity();
    const wrongSignature = {
      ok: false,
      error: {
        reason: 'wrongSignature',
        sentence: `${city.path} was changed after it was signed, or ${city.path}.jws was.`,
      },
    };
    const forger: PrivateKey = { ...(await newPrivateKey('ES256')), kid: city.key.kid };
    await city.publish(rightFile, forger);
    expect(await read(city)).toEqual(wrongSignature);
    await city.publish(rightFile);
    writeFileSync(city.path, `${rightFile} `);
    expect(await read(city)).toEqual(wrongSignature);
  });

  test('by a header that asks for no signature at all', async () => {
    const city = await openCity();
    await city.publish(rightFile);
    const header = Buffer.from(JSON.stringify({ alg: 'none', kid: city.key.kid })).toString('base64url');
    writeFileSync(`${city.path}.jws`, `${header}..AAAA`);
    expect(await read(city)).toMatchObject({ ok: false, error: { reason: 'wrongSignature' } });
  });
});

test('a mark that an editor puts before the text is signed, and is no mistake', async () => {
  const city = await openCity();
  await city.publish(`\uFEFF${rightFile}`);
  expect(await read(city)).toMatchObject({ ok: true });
});

test('every reason is one that the log can hold', () => {
  for (const reason of overrideReasons) expect(reason).toMatch(/^[a-z][A-Za-z]{0,29}$/);
});
