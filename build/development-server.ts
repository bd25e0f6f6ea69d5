import path from 'node:path';
import { createServer } from 'vite';
import { projectFolder } from './project-folder.ts';
import { rendererTarget } from './vite-targets.ts';

/**
 * Serves the sources of the screen and replaces in the open page what is changed. Vite needs inline scripts for that, so
 * that these pages, and only these, come without the content security policy.
 */
export async function startDevelopmentServer(port: number, kioskPort: number): Promise<{ origin: string }> {
  const target = `ws://127.0.0.1:${kioskPort}`;
  const server = await createServer({
    ...rendererTarget(path.join(projectFolder, 'out')),
    server: {
      host: '127.0.0.1',
      port,
      strictPort: true,
      // The page's origin stays as it is: the kiosk checks it.
      proxy: { '/rpc': { target, ws: true }, '^/dock$': { target, ws: true } },
      fs: { allow: [projectFolder] },
    },
  });
  await server.listen();
  return { origin: `http://127.0.0.1:${port}` };
}
