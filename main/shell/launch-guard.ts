/** Switches and variables that turn a kiosk into a developer's machine. Node and Chromium accept both spellings. */
const forbiddenSwitches = [
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'js-flags',
  'require',
  'import',
  'no-sandbox',
  'disable-web-security',
  'load-extension',
  'renderer-cmd-prefix',
  'gpu-launcher',
  'utility-cmd-prefix',
  'host-rules',
  'host-resolver-rules',
  'proxy-server',
  'user-data-dir',
  'enable-logging',
];
const forbiddenVariables = [
  'ELECTRON_RUN_AS_NODE',
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'SSLKEYLOGFILE',
  'ELECTRON_ENABLE_LOGGING',
  'ELECTRON_OVERRIDE_DIST_PATH',
  'LD_PRELOAD',
];

/** Why a packaged kiosk must not start like this; empty when it may. Names only, so that no value reaches a log. */
export function launchFaults(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): string[] {
  const switches = argv
    .slice(1)
    .map((argument) => /^--?([A-Za-z-]+)/.exec(argument)?.[1]?.toLowerCase())
    .filter((name) => name !== undefined)
    .filter((name) => forbiddenSwitches.some((bad) => name === bad || name.startsWith(`${bad}-`)));
  const variables = forbiddenVariables.filter((name) => env[name] !== undefined && env[name] !== '');
  return [...switches.map((name) => `--${name}`), ...variables];
}
