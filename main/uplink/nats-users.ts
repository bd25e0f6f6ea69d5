import { bridgeConsumer, bridgeInbox, kioskInbox, streamNames, submissionSubject } from './nats-subjects.ts';

/** The common name in the bridge's certificate: no device id has a space. */
export const bridgeName = 'Kiosk bridge';

/**
 * The server's list of who may do what, in the server's own format: included by build/nats/nats-server.conf. A kiosk
 * puts its own submissions in and reads what is said about them; it sees no other kiosk's, not even its own again.
 */
export function natsUsers(stream: string, deviceIds: readonly string[]): string {
  const users = [bridgeUser(stream), ...deviceIds.map((deviceId) => kioskUser(stream, deviceId))];
  return `authorization: ${JSON.stringify({ users }, null, 2)}\n`;
}

const user = (commonName: string, publish: readonly string[], subscribe: readonly string[]) => ({
  user: `CN=${commonName}`,
  permissions: { publish: { allow: publish }, subscribe: { allow: subscribe } },
});

function kioskUser(stream: string, deviceId: string) {
  const { acknowledgements } = streamNames(stream);
  return user(
    deviceId,
    [submissionSubject(deviceId), `$JS.API.DIRECT.GET.${acknowledgements}.kiosk.acknowledgements.${deviceId}.*`],
    [`kiosk.acknowledgements.${deviceId}.*`, `${kioskInbox(deviceId)}.>`],
  );
}

/** It makes the streams and changes their limits, but deletes nothing and puts no submission in. */
function bridgeUser(stream: string) {
  const { submissions, acknowledgements } = streamNames(stream);
  const ofStreams = ['INFO', 'CREATE', 'UPDATE'].flatMap((verb) =>
    [submissions, acknowledgements].map((name) => `$JS.API.STREAM.${verb}.${name}`),
  );
  const ofConsumer = ['CREATE', 'DURABLE.CREATE', 'INFO', 'MSG.NEXT'].map(
    (verb) => `$JS.API.CONSUMER.${verb}.${submissions}.>`,
  );
  return user(
    bridgeName,
    [
      'kiosk.acknowledgements.*.*',
      '$JS.API.INFO',
      '$JS.API.STREAM.NAMES',
      ...ofStreams,
      ...ofConsumer,
      `$JS.ACK.${submissions}.${bridgeConsumer}.>`,
    ],
    [`${bridgeInbox}.>`],
  );
}
