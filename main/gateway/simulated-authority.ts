import './reflect-metadata.ts';

/** Certificates that the simulated gateway and tests live on. A real gateway's come from its own authority. */

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export interface Period {
  readonly notBefore: Date;
  readonly notAfter: Date;
}
/** PEM each. */
export interface IssuedIdentity {
  readonly certificate: string;
  readonly key: string;
}
export interface Authority {
  /** PEM */
  readonly ca: string;
  /** `hosts` for a server, none for a client. IPv4 addresses and DNS names. `peer`: a server that calls others, too. */
  issue(subject: {
    commonName: string;
    hosts: readonly string[];
    period?: Period;
    peer?: boolean;
  }): Promise<IssuedIdentity>;
}

/** A new authority. Its private key stays in memory: when this object is gone, nobody can issue in its name. */
export async function newAuthority(period: Period): Promise<Authority> {
  // Loaded when used: the library must not be evaluated before ./reflect-metadata.ts, whatever a bundler does.
  const x509 = await import('@peculiar/x509');
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Simulated gateway authority',
    ...period,
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });

  return {
    ca: authority.toString('pem'),
    async issue(subject) {
      const own = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
      const names = subject.hosts.map((host) => ({
        type: isIpv4(host) ? ('ip' as const) : ('dns' as const),
        value: host,
      }));
      const { serverAuth, clientAuth } = x509.ExtendedKeyUsage;
      const purposes = subject.peer ? [serverAuth, clientAuth] : [names.length > 0 ? serverAuth : clientAuth];
      const certificate = await x509.X509CertificateGenerator.create({
        subject: `CN=${subject.commonName}`,
        issuer: authority.subject,
        ...(subject.period ?? period),
        signingAlgorithm: algorithm,
        signingKey: keys.privateKey,
        publicKey: own.publicKey,
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
          new x509.ExtendedKeyUsageExtension(purposes),
          await x509.AuthorityKeyIdentifierExtension.create(authority),
          ...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : []),
        ],
      });
      const pkcs8 = await crypto.subtle.exportKey('pkcs8', own.privateKey);
      return { certificate: certificate.toString('pem'), key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY') };
    },
  };
}

const isIpv4 = (host: string): boolean => /^[\d.]+$/.test(host);
