import { documentPrinterSimulator, type DocumentPrinterSimulator } from '../devices/document-printer/simulator.ts';
import { idCardReaderSimulator } from '../devices/id-card-reader/simulator.ts';
import { syntheticCard } from '../devices/id-card-reader/synthetic-cards.ts';
import { receiptPrinterSimulator, type ReceiptPrinterSimulator } from '../devices/receipt-printer/simulator.ts';
import type { SimulatedLines } from '../devices/registry.ts';
import { memoryChannelPair } from '../devices/transport/memory-channel.ts';
import { systemClock } from './clock/clock.ts';
import { readSimulatedGatewayKeys } from './gateway/key-setup.ts';
import { namedBehaviours, type BehaviourName } from './gateway/simulator/behaviour.ts';
import { gatewaySimulator, type GatewaySimulator } from './gateway/simulator/gateway-simulator.ts';

/** A simulator at the other end of every wire, speaking the real bytes. For the preview; a hall has the real things. */
export interface SimulatedHall {
  readonly lines: SimulatedLines;
  readonly gateway: GatewaySimulator;
  readonly receiptPrinter: ReceiptPrinterSimulator;
  readonly documentPrinter: DocumentPrinterSimulator;
  card(action: 'place' | 'placeExpired' | 'placeDamaged' | 'pull'): void;
  readerCable(action: 'plug' | 'unplug'): void;
  gatewayBehaves(behaviour: BehaviourName): Promise<void>;
  close(): Promise<void>;
}

/** How long the simulated machines take: enough to see them work, short enough not to wait for. */
const documentPrintMs = 1_500;
const receiptLineMs = 20;

/** `keysDir`: where `setUpSimulatedKeys` put the gateway's own keys. */
export async function simulatedHall(keysDir: string): Promise<SimulatedHall> {
  const clock = systemClock;
  const gateway = await gatewaySimulator({ keys: readSimulatedGatewayKeys(keysDir) });
  const [readerHost, readerModule, readerCable] = memoryChannelPair();
  const [receiptHost, receiptHead, receiptCable] = memoryChannelPair();
  const reader = idCardReaderSimulator({ channel: readerModule, clock });
  const receiptPrinter = receiptPrinterSimulator({
    channel: receiptHead,
    clock,
    cable: receiptCable,
    lineMs: receiptLineMs,
  });
  const documentPrinter = documentPrinterSimulator({ port: 0, clock, printMs: documentPrintMs });
  await Promise.all([reader.start(), receiptPrinter.start(), documentPrinter.start()]);

  // The card belongs to somebody whom the gateway's register knows, so that the visit goes on.
  const holder = gateway.people[0];
  if (!holder) throw new Error('the simulated register is empty');
  const card = syntheticCard({
    name: holder.name,
    number: holder.number,
    sex: holder.sex,
    birthDate: holder.birthDate,
  });

  return {
    lines: { idCardReader: readerHost, receiptPrinter: receiptHost, documentPrinterUrl: documentPrinter.url },
    gateway,
    receiptPrinter,
    documentPrinter,
    card(action) {
      if (action === 'pull') return reader.pullCard();
      if (action === 'placeExpired')
        return reader.placeCard({ ...card, validFrom: '2004-03-01', validUntil: '2024-03-01' });
      reader.placeCard(card, action === 'placeDamaged' ? 'damaged' : 'good');
    },
    readerCable: (action) => readerCable[action](),
    gatewayBehaves: (behaviour) => gateway.behave(namedBehaviours[behaviour]),
    async close() {
      await Promise.all([reader.stop(), receiptPrinter.stop(), documentPrinter.stop(), gateway.close()]);
    },
  };
}
