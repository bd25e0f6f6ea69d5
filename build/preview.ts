import path from 'node:path';
import { parseArgs } from 'node:util';
import { startPreviewShell, type PreviewShell } from '../main/shell/preview-shell.ts';
import { startSimulatedKiosk } from '../main/simulated-kiosk.ts';
import { startDevelopmentServer } from './development-server.ts';
import { hasDisplay } from './electron-binary.ts';
import { openChromium } from './open-chromium.ts';
import { projectFolder } from './project-folder.ts';

interface PreviewOptions {
  readonly port: number;
  readonly isDevelopment: boolean;
  /** The queue and the keys of the simulated kiosk. */
  readonly dataDir: string;
  readonly rendererDir: string;
}

/** Shows a kiosk with simulated devices to a browser of this machine. build/start.mjs has built the screen before. */
async function preview({ port, isDevelopment, dataDir, rendererDir }: PreviewOptions): Promise<void> {
  const kiosk = await startSimulatedKiosk({ dataDir });
  const seed = process.env['KIOSK_PREVIEW_SEED'];
  // While developing, Vite stands at the port and passes the sockets on to the next one.
  const shellPort = isDevelopment ? port + 1 : port;
  let shell: PreviewShell;
  try {
    const pages = isDevelopment ? await startDevelopmentServer(port, shellPort) : null;
    shell = await startPreviewShell({
      kiosk,
      rendererDir,
      port: shellPort,
      ...(seed === undefined ? {} : { seed }),
      ...(pages ? { pagesFrom: pages.origin } : {}),
    });
  } catch (error) {
    console.error(startProblem(error, port));
    await kiosk.stop();
    process.exit(1);
  }
  const isOpened = !isDevelopment && hasDisplay(process.env) && openChromium(shell.kioskUrl);
  console.log(`The kiosk:            ${shell.kioskUrl}${isOpened ? '  (opened in Chromium)' : ''}`);
  console.log(`With its simulators:  ${shell.dockUrl}`);
  console.log('Each address works once. Stop with Ctrl+C.');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      void Promise.allSettled([shell.stop(), kiosk.stop()]).finally(() => process.exit(0));
    });
  }
}

/** A sentence for the person who started it. */
function startProblem(error: unknown, port: number): string {
  const isTaken =
    error instanceof Error &&
    (('code' in error && error.code === 'EADDRINUSE') || /already in use/.test(error.message));
  if (isTaken)
    return `Port ${port} is taken, perhaps by another kiosk. Stop that one, or use: npm start -- --port ${port + 10}`;
  return `The preview did not start: ${error instanceof Error ? error.message : String(error)}`;
}

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4180' },
    dev: { type: 'boolean', default: false },
    data: { type: 'string', default: path.join(projectFolder, '.cache/preview') },
    pages: { type: 'string', default: path.join(projectFolder, 'out/renderer') },
  },
});
await preview({
  port: Number(values.port),
  isDevelopment: values.dev,
  dataDir: values.data,
  rendererDir: values.pages,
});
