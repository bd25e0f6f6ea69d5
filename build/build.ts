import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { projectFolder } from './project-folder.ts';
import { electronPreviewTarget, mainTarget, preloadTarget, releasePages, rendererTarget } from './vite-targets.ts';

export interface BuildOptions {
  /** Holds main/, preload/ and renderer/ afterwards. */
  readonly outDir: string;
  /** Only what a kiosk in a hall needs: no pages for developers. */
  readonly release: boolean;
  /** The preview runs main/*.ts as they are and needs only the screen. */
  readonly rendererOnly: boolean;
}

/**
 * Builds the targets one after the other and returns our source files whose code got into them. Throws when one does not
 * build.
 */
export async function buildTargets({ outDir, release, rendererOnly }: BuildOptions): Promise<string[]> {
  const targets = [rendererTarget(outDir, release ? [...releasePages] : undefined)];
  if (!rendererOnly) targets.push(release ? mainTarget(outDir) : electronPreviewTarget(outDir), preloadTarget(outDir));
  const sources = new Set<string>();
  for (const target of targets) for (const source of sourcesIn(await build(target))) sources.add(source);
  return [...sources].toSorted((a, b) => a.localeCompare(b));
}

type Built = Awaited<ReturnType<typeof build>>;

/** Files that were imported but of which nothing was used are not in a bundle. */
function sourcesIn(built: Built): string[] {
  const outputs = Array.isArray(built) ? built : 'output' in built ? [built] : [];
  return outputs
    .flatMap(({ output }) => output)
    .flatMap((file) => (file.type === 'chunk' ? Object.entries(file.modules) : []))
    .filter(([id, { renderedLength }]) => renderedLength > 0 && path.isAbsolute(id) && !id.includes('node_modules'))
    .map(([id]) => path.relative(projectFolder, id.split('?')[0] ?? id));
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { release: { type: 'boolean', default: false }, renderer: { type: 'boolean', default: false } },
  });
  const outDir = path.join(projectFolder, values.release ? 'dist/app' : 'out');
  try {
    await buildTargets({ outDir, release: values.release, rendererOnly: values.renderer });
    console.log(`built into ${path.relative(projectFolder, outDir)}/`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
