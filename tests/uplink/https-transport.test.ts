import { httpsGateway } from '../../main/gateway/https-gateway.ts';
import { gatewaySimulator } from '../../main/gateway/simulator/gateway-simulator.ts';
import { newAuthority } from '../../main/gateway/simulated-authority.ts';
import { temporaryKeys } from '../gateway/fixture.ts';
import { transportConformance } from './transport-conformance.ts';

transportConformance('HTTPS with mutual TLS', async () => {
  const { keys, remove } = await temporaryKeys();
  const simulator = await gatewaySimulator({
    keys: keys.gateway,
    evidence: 'trusted',
    clientCertificate: 'required',
  });
  return {
    keys,
    simulator,
    async connect({ clock, answerMs, identity }) {
      const { ca, client: own, deviceId } = keys.kiosk;
      const client = identity === 'own' ? own : await foreignIdentity(deviceId);
      const gateway = httpsGateway({ url: simulator.url, ca, deviceId, client, clock, delays: { submitMs: answerMs } });
      return { send: (envelope, signal) => gateway.submit(envelope, signal), close: () => gateway.close() };
    },
    async close() {
      await simulator.close();
      remove();
    },
  };
});

async function foreignIdentity(commonName: string) {
  const dayMs = 24 * 60 * 60 * 1000;
  const other = await newAuthority({
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Date.now() + dayMs),
  });
  return other.issue({ commonName, hosts: [] });
}
