import { expect, test } from 'vitest';
import { launchFaults } from '../../main/shell/launch-guard.ts';

const start = (...switches: string[]): string[] => ['/opt/kiosk/kiosk', ...switches];

test.each([
  '--inspect',
  '--inspect=0.0.0.0:9229',
  '-inspect',
  '--inspect-brk',
  '--INSPECT',
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '--js-flags=--allow-natives-syntax',
  '--require=/tmp/x.js',
  '--no-sandbox',
  '--disable-web-security',
  '--user-data-dir=/tmp/x',
  '--proxy-server=evil:80',
])('refused: %s', (argument) => {
  expect(launchFaults(start(argument), {})).toHaveLength(1);
});

test.each(['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS', 'LD_PRELOAD', 'SSLKEYLOGFILE', 'NODE_TLS_REJECT_UNAUTHORIZED'])(
  'refused: %s in the environment, by name and never by value',
  (name) => {
    expect(launchFaults(start(), { [name]: 'a secret value' })).toEqual([name]);
  },
);

test('control: the start that systemd makes is allowed', () => {
  expect(launchFaults(start('--ozone-platform=wayland'), { HOME: '/var/lib/kiosk', NODE_OPTIONS: '' })).toEqual([]);
});
