import { readdir } from 'node:fs/promises';
import path from 'node:path';

export interface FrozenFile {
  /** Where it lies on the disk. */
  readonly path: string;
  /** The content type to send. */
  readonly type: string;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.opus': 'audio/ogg',
  '.txt': 'text/plain; charset=utf-8',
  '.bin': 'application/octet-stream',
};

/**
 * The files of a folder by the path a page asks for them ("/assets/x.js"). A request is looked up here and never joined
 * to a folder, so that no spelling of ".." can leave it.
 */
export async function frozenFiles(folder: string): Promise<ReadonlyMap<string, FrozenFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [
        `/${path.relative(folder, file).split(path.sep).join('/')}`,
        { path: file, type: contentTypes[path.extname(file)] ?? 'application/octet-stream' },
      ]),
  );
}
