import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'vite';

/** Only what framing a photo needs: no model that recognises, ages or judges a person gets into the kiosk. */
export const faceModels = ['tiny_face_detector_model', 'face_landmark_68_tiny_model'] as const;

/** Serves the face models of their package as models/…, in a build and while developing. */
export default function modelFiles(): Plugin {
  const files = new Map(
    faceModels
      .flatMap((model) => [`${model}-weights_manifest.json`, `${model}.bin`])
      .map((file) => [`models/${file}`, path.join(modelFolder(), file)]),
  );
  return {
    name: 'model-files',
    async generateBundle() {
      for (const [fileName, from] of files) this.emitFile({ type: 'asset', fileName, source: await readFile(from) });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const file = files.get((request.url ?? '').slice(1).split('?')[0] ?? '');
        if (file) createReadStream(file).pipe(response);
        else next();
      });
    },
  };
}

const modelFolder = (): string =>
  path.join(path.dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')), 'model');
