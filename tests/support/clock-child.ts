import { z } from 'zod';
import { systemClock } from '../../main/clock/clock.ts';
import { smallKiosk } from './small-kiosk.ts';

/**
 * A kiosk in a process of its own, whose parent sets its wall clock while it runs. It does what it is asked, one thing
 * after the other, and tells what came of it.
 *
 *     fork clock-child.ts <folder of data> <folder of keys> <url of the gateway>
 */
const [dataDir = '', keysDir = '', url = ''] = process.argv.slice(2);
const orderSchema = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('store') }),
  z.object({ ask: z.literal('time') }),
  /** Tells at once that the timer is set, and later that it has fired. */
  z.object({ ask: z.literal('timer'), delayMs: z.number() }),
  z.object({ ask: z.literal('send') }),
  z.object({ ask: z.literal('stop') }),
]);

const kiosk = await smallKiosk({ dataDir, keysDir, url });
await kiosk.watch.checkNow();
kiosk.time.start();
kiosk.uplink.start();
const tell = (told: object): void => void process.send?.(told);

async function obey(order: z.infer<typeof orderSchema>): Promise<void> {
  switch (order.ask) {
    case 'store':
      return tell({ stored: await kiosk.store() });
    case 'time':
      return tell({ wall: systemClock.wallTime().toISOString(), suspicion: kiosk.time.suspicion() });
    case 'timer': {
      const setMs = systemClock.monotonicMs();
      systemClock.after(order.delayMs, () => tell({ firedAfterMs: systemClock.monotonicMs() - setMs }));
      return tell({ timer: 'set' });
    }
    case 'send':
      await kiosk.watch.checkNow();
      kiosk.uplink.wake();
      return tell({ sending: true });
    case 'stop':
      await kiosk.stop(() => {});
      tell({ stopped: true });
      process.disconnect();
  }
}

let obeyed = Promise.resolve();
process.on('message', (order) => {
  obeyed = obeyed.then(() => obey(orderSchema.parse(order)));
});
tell({ ready: true });
