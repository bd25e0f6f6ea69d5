import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
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
  await build(await rendererTarget(outDir, release ? [...releasePages] : undefined));
  if (rendererOnly) return;
  await build(mainTarget(outDir));
  await build(preloadTarget(outDir));
  await copyRunTimeFiles(outDir);
}

/** Weights of the Chinese typeface that certificates are set in. */
const certificateFonts = ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf'];

/** What bundled main reads at run time: the words of documents and the fonts of certificates. */
async function copyRunTimeFiles(outDir: string): Promise<void> {
  await cp(path.join(projectFolder, 'locales'), path.join(outDir, 'locales'), { recursive: true });
  const fontPackage = path.dirname(
    createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'),
  );
  const fonts = path.join(outDir, 'fonts');
  await mkdir(fonts, { recursive: true });
  for (const font of certificateFonts) {
    const from = path.join(fontPackage, font);
    if (existsSync(from)) await cp(from, path.join(fonts, path.basename(font)));
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { release: { type: 'boolean', default: false }, renderer: { type: 'boolean', default: false } },
  });
  const outDir = path.join(projectFolder, values.release ? 'dist/app' : 'out');
  await buildTargets({ outDir, release: values.release, rendererOnly: values.renderer });
  console.log(`built into ${path.relative(projectFolder, outDir)}/`);
}
