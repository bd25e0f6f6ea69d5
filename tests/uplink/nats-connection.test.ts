import { errors } from '@nats-io/transport-node';
import { describe, expect, it } from 'vitest';
import { outcomeOfNatsError } from '../../main/uplink/nats-connection.ts';

const coded = (code: string): Error => Object.assign(new Error(code), { code });

describe('what a failure of the line means', () => {
  const failures = [
    ['the server does not accept our certificate', coded('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'), 'blocked'],
    ['its certificate is another server’s', coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'blocked'],
    ['its certificate is nobody’s', coded('SELF_SIGNED_CERT_IN_CHAIN'), 'blocked'],
    ['its certificate is old', new Error('outer', { cause: coded('CERT_HAS_EXPIRED') }), 'blocked'],
    ['it speaks without TLS', new errors.ConnectionError("server does not support 'tls'"), 'blocked'],
    ['it takes no message of this size', errors.InvalidArgumentError.format('payload', 'max_payload'), 'rejected'],
    ['nobody is there', coded('ECONNREFUSED'), 'tryLater'],
    ['the name is not found', coded('ENOTFOUND'), 'tryLater'],
    ['no answer', new errors.TimeoutError(), 'tryLater'],
    ['nothing that could be understood', undefined, 'tryLater'],
  ] as const;
  it.each(failures)('%s', (_name, error, kind) => {
    expect(outcomeOfNatsError(error)).toMatchObject({ kind });
  });
});
