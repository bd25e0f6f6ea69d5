import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { loadConfig } from '../../main/config/config.ts';
import { watchDelays } from '../../main/gateway/gateway-watch.ts';
import { startKiosk } from '../../main/kiosk.ts';
import { sessionDelays } from '../../main/session/delays.ts';
import { startPreviewShell } from '../../main/shell/preview-shell.ts';

// The real main process of a test: its own memory, its own file, and no warning when it is killed.
const [configPath, text = '{}'] = process.argv.slice(2);
const delays = JSON.parse(text);
const kiosk = await startKiosk(await loadConfig(configPath), {
  delays: { ...sessionDelays, ...delays },
  watchDelays: { ...watchDelays, ...delays },
});
const shell = await startPreviewShell({
  kiosk: { ...kiosk, dock: null },
  rendererDir: path.resolve(import.meta.dirname, '../../out/renderer'),
});
await devicesKnown();
process.send?.({ url: shell.kioskUrl });
process.once('disconnect', () => process.exit(0));
process.once(
  'SIGTERM',
  () =>
    void shell
      .stop()
      .then(() => kiosk.stop())
      .then(() => process.exit(0)),
);

/** Visitors of a test find a hall whose machines have said how they are: what is offered stays under their fingers. */
async function devicesKnown(): Promise<void> {
  const deadlineMs = performance.now() + 10_000;
  while (isAnyStarting() && performance.now() < deadlineMs) await setTimeout(20);
}

function isAnyStarting(): boolean {
  return kiosk.inside.devices().some(({ state }) => state === 'starting');
}
