/** Who may import whom: the table of docs/design.md, section 2. tests/build/import-rule.test.ts breaks each rule once. */
const mainOrder = [
  'contract',
  ['clock', 'config', 'audit-log'],
  'database',
  'catalogue',
  'gateway',
  'submission',
  'outbox',
  'payment',
  'uplink',
  'journey',
  'session',
  'documents',
  ['health', 'technician'],
  [
    'kiosk',
    'catalogue-in-force',
    'kiosk-devices',
    'kiosk-lights',
    'kiosk-queue',
    'kiosk-router',
    'paper-data-of',
    'queue-alarms',
    'session-log',
    'visit-paper',
    'visit-store',
  ],
  'simulated-hall',
  'dock-router',
  'simulated-kiosk',
  'shell',
].map((level) => [level].flat());
const folder = (names) => `^main/(${names.join('|')})(/|\\.ts$)`;

/** An arrow upward inside main is a callback that main/kiosk.ts passes in, never an import. */
const noUpward = mainOrder.slice(0, -1).map((level, index) => ({
  name: `main-order-${level[0]}`,
  severity: 'error',
  // The simulated gateway is the other end: it opens what was sealed.
  from: { path: folder(level), ...(level[0] === 'gateway' && { pathNot: '^main/gateway/simulator/open-' }) },
  to: { path: folder(mainOrder.slice(index + 1).flat()) },
}));

const only = (name, from, to) => ({ name, severity: 'error', from, to });

module.exports = {
  forbidden: [
    ...noUpward,
    only('no-circular', {}, { circular: true }),
    only(
      'contract-imports-nothing-of-ours',
      { path: '^main/contract/' },
      { path: '^(main/(?!contract/)|renderer|devices|build|tests)' },
    ),
    only(
      'renderer-imports-contract-only',
      { path: '^renderer/' },
      { path: '^(main/(?!contract/)|devices|build|tests)' },
    ),
    only(
      'protocol-and-simulator-are-pure',
      { path: '^devices/([^/]+)/(protocol|simulator)\\.ts$' },
      {
        path: '^(main/(?!contract/|clock/)|devices/|renderer|build|tests)',
        pathNot:
          '^(devices/$1/|devices/transport/(byte-channel|frame-reader|simulated-line)\\.ts$|devices/(device|simulator)\\.ts$)',
      },
    ),
    only('devices-know-no-main', { path: '^devices/' }, { path: '^(main/(?!contract/|clock/)|renderer|build|tests)' }),
    only(
      'no-drivers-in-the-core',
      { path: '^main/(session|journey|catalogue|submission|outbox|payment)/' },
      {
        path: '^devices/',
        pathNot: '^devices/(device|([^/]+)/\\2|camera/still-camera)\\.ts$',
      },
    ),
    only(
      'electron-only-in-the-shell',
      { pathNot: '^(main/(index|preload)\\.ts$|main/shell/|tests/)' },
      { path: '^(node_modules/)?electron(/|$)' },
    ),
    only(
      'serialport-only-in-transport',
      { pathNot: '^(devices/transport/|tests/)' },
      { path: 'node_modules/serialport' },
    ),
    only('node-hid-only-in-transport', { pathNot: '^(devices/transport/|tests/)' }, { path: 'node_modules/node-hid' }),
    only('sqlite-only-in-database', { pathNot: '^(main/database/|tests/)' }, { path: 'node_modules/better-sqlite3' }),
    only('nobody-imports-tests', { pathNot: '^tests/' }, { path: '^tests/' }),
    only('nobody-imports-build', { pathNot: '^(build|tests)/|^[^/]+\\.ts$' }, { path: '^build/' }),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
