import { readingRows } from './reading-rows.ts';
import { testRows } from './matrix-tests.ts';

testRows(readingRows, {
  devices: ['passportReader', 'codeScanner', 'fingerprintReader'],
  delays: { readRetryMs: 300, officerPollMs: 300 },
  readerDelays: { heartbeatMs: 1000 },
});
