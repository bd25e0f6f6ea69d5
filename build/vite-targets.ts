import { readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin } from 'vite';
import pinyinDictionary from './pinyin-dictionary.ts';
import { projectFolder } from './project-folder.ts';
import modelFiles from './vite-assets.ts';

/** Pages of the screen; the others are for developers and are left out of a release. */
export const releasePages: readonly string[] = ['index.html'];

/** The screen: the only target that the preview needs. `pages` defaults to every page in renderer/. */
export function rendererTarget(outDir: string, pages = allPages()): InlineConfig {
  const root = path.join(projectFolder, 'renderer');
  return {
    configFile: false,
    root,
    // Relative, so that app://kiosk and the loopback preview serve the same files.
    base: './',
    publicDir: false,
    logLevel: 'warn',
    plugins: [react(), pinyinDictionary(), modelFiles()],
    build: {
      outDir: path.join(outDir, 'renderer'),
      emptyOutDir: true,
      target: 'chrome140',
      // Loaded from the disk, once a visit: one file is as good as ten.
      chunkSizeWarningLimit: 4_000,
      // The content security policy knows no data: URLs and no inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      // How long a build takes is nobody's business who starts a kiosk.
      rolldownOptions: { input: pages.map((page) => path.join(root, page)), checks: { pluginTimings: false } },
    },
  };
}

/** Every page: the visitor's screen and the developers' own. */
export const allPages = (): string[] =>
  readdirSync(path.join(projectFolder, 'renderer')).filter((file) => file.endsWith('.html'));

const nodeOnly = ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

function nodeTarget(entry: string, outDir: string, fileName: string, external: (string | RegExp)[]): InlineConfig {
  return {
    configFile: false,
    root: projectFolder,
    publicDir: false,
    logLevel: 'warn',
    build: {
      ssr: path.join(projectFolder, entry),
      outDir,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        external,
        checks: { pluginTimings: false },
        output: {
          format: fileName.endsWith('.cjs') ? 'cjs' : 'es',
          entryFileNames: fileName,
          chunkFileNames: '[name].js',
        },
      },
    },
  };
}

/**
 * Dependencies stay in node_modules: three of them are native. Their data does not: Node imports JSON only with an
 * attribute, which a bundle loses.
 */
const packages = /^[^./\0](?!.*\.json$)/;

/** Electron's main process. */
export const mainTarget = (outDir: string): InlineConfig =>
  nodeTarget('main/index.ts', path.join(outDir, 'main'), 'index.js', [...nodeOnly, packages]);

/** The same for developers, with simulated devices. */
export const electronPreviewTarget = (outDir: string): InlineConfig => ({
  ...nodeTarget('build/electron-preview.ts', path.join(outDir, 'main'), 'index.js', [...nodeOnly, packages]),
  plugins: [sourceLocations],
});

/** Lets bundled code find the files beside its sources. */
const sourceLocations: Plugin = {
  name: 'source-locations',
  enforce: 'pre',
  transform: (code, id) =>
    code
      .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(id)))
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)),
};

/** CommonJS, because a sandboxed preload script is not a module. */
export const preloadTarget = (outDir: string): InlineConfig =>
  nodeTarget('main/preload.ts', path.join(outDir, 'preload'), 'index.cjs', nodeOnly);
