import { readSimulatedGatewayKeys } from '../../main/gateway/key-setup.ts';
import { gatewaySimulator } from '../../main/gateway/simulator/gateway-simulator.ts';

/**
 * The simulated gateway in a process of its own, which keeps what it must to know a submission again, and no content.
 * Sends its address when it listens, its figures whenever it is sent anything, and ends with its parent.
 *
 *     fork simulator-process.ts <its keys>
 */
const receipts = new Set<string>();
let effects = 0;
const simulator = await gatewaySimulator({
  keys: readSimulatedGatewayKeys(process.argv[2] ?? ''),
  evidence: 'trusted',
  onReceived({ content }) {
    effects += 1;
    receipts.add(content.receiptNumber);
  },
});
process.on('message', () => {
  const sent = simulator.asked.filter((route) => route === 'submit').length;
  process.send?.({ effects, distinct: receipts.size, sent, rss: process.memoryUsage().rss });
});
process.once('disconnect', () => process.exit(0));
process.send?.({ url: simulator.url });
