import { paperRows } from './paper-rows.ts';
import { testRows } from './matrix-tests.ts';

testRows(paperRows, {
  devices: ['ioBoard'],
  presenter: true,
  // Long enough to read both languages and to see a lamp flash.
  delays: { belongingsAlarmMs: 6_000, takenInNoticeMs: 10_000, officerPollMs: 300, resultMs: 120_000 },
  readerDelays: { heartbeatMs: 1000 },
});
