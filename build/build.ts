import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { projectFolder } from './project-folder.ts';
import { mainTarget, preloadTarget, releasePages, rendererTarget } from './vite-targets.ts';

export interface BuildOptions {
  /** Holds main/, preload/ and renderer/ afterwards. */
  readonly outDir: string;
  /** Only what a kiosk in a hall needs: no pages for developers. */
  readonly release: boolean;
  /** The preview runs main/*.ts as they are and needs only the screen. */
  readonly rendererOnly: boolean;
}

/** Builds the targets one after the other. Throws when one does not build. */
export async function buildTargets({ outDir, release, rendererOnly }: BuildOptions): Promise<void> {
  await build(rendererTarget(outDir, release ? [...releasePages] : undefined));
  if (rendererOnly) return;
  await build(mainTarget(outDir));
  await build(preloadTarget(outDir));
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
