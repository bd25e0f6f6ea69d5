import { spawnSync } from 'node:child_process';
import { findOnPath } from './open-chromium.ts';

/** Programs that some tests use as the real other end: a serial line, a printer, a PDF reader. */
const needed = [
  { program: 'socat', debianPackage: 'socat', tests: 'serial lines' },
  { program: 'ippeveprinter', debianPackage: 'cups-ipp-utils', tests: 'the document printer' },
  { program: 'dbus-daemon', debianPackage: 'dbus', tests: 'the document printer' },
  { program: 'fiu-run', debianPackage: 'fiu-utils', tests: 'a disk that fails to sync' },
  { program: 'pdftotext', debianPackage: 'poppler-utils', tests: 'the text of certificates' },
  { program: 'faketime', debianPackage: 'faketime', tests: 'a wrong wall clock' },
  { program: 'openssl', debianPackage: 'openssl', tests: 'the Chinese ciphers' },
  { program: 'nats-server', debianPackage: 'nats-server', tests: 'submissions by way of JetStream' },
] as const;

/** A package index that cannot be reached must not hold up the tests. */
const aptLimitMs = 120_000;
const aptOptions = [
  '-y',
  '-q',
  '--no-install-recommends',
  '-o',
  'Acquire::Retries=1',
  '-o',
  'Acquire::http::Timeout=10',
];
const searchPath = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;

const missing = (): (typeof needed)[number][] => needed.filter(({ program }) => !findOnPath([program], searchPath));

/** Installs what is missing where that is allowed. Returns a line for each program that is still not there. */
export function installSystemPackages(): string[] {
  const packages = missing().map(({ debianPackage }) => debianPackage);
  if (packages.length > 0 && process.getuid?.() === 0 && findOnPath(['apt-get'], searchPath)) {
    if (!apt('install', packages)) {
      apt('update', []);
      apt('install', packages);
    }
  }
  return missing().map(
    ({ program, debianPackage, tests }) =>
      `${program} is missing, so tests of ${tests} are skipped. To install it: apt-get install ${debianPackage}`,
  );
}

function apt(command: string, packages: readonly string[]): boolean {
  const { status } = spawnSync('apt-get', [command, ...aptOptions, ...packages], {
    stdio: 'ignore',
    timeout: aptLimitMs,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}
