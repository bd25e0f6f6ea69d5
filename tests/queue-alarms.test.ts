import { expect, test } from 'vitest';
import { queueAlarms, type QueueFacts } from '../main/queue-alarms.ts';

const well: QueueFacts = {
  salvage: null,
  scrubbed: { checked: 3, damaged: 0 },
  uplink: [],
  room: 'ok',
  isOldestLate: false,
  dead: 0,
  isDiskFull: false,
  keysEndInMs: Infinity,
  isAuditRefused: false,
  suspicion: null,
};
const dayMs = 24 * 60 * 60 * 1000;

test('nobody is alarmed while all is well', () => {
  expect(queueAlarms(well)).toEqual([]);
  expect(queueAlarms({ ...well, keysEndInMs: 15 * dayMs })).toEqual([]);
});

test.each<[string, Partial<QueueFacts>, RegExp]>([
  ['damaged bodies', { scrubbed: { checked: 3, damaged: 2 } }, /^2 submissions .* damaged/],
  ['a certificate that is not accepted', { uplink: ['blocked'] }, /do not accept each other/],
  ['a word that was not signed', { uplink: ['badAcknowledgement'] }, /in place of the gateway/],
  ['a queue that is nearly full', { room: 'nearlyFull' }, /queue is nearly full/],
  ['a queue that is full', { room: 'full' }, /queue is nearly full/],
  ['one that has waited too long', { isOldestLate: true }, /waited longer/],
  ['dead letters', { dead: 1 }, /^1 submissions .* officer/],
  ['a full disk', { isDiskFull: true }, /disk is nearly full/],
  ['keys that end', { keysEndInMs: 13.5 * dayMs }, /end in 14 days/],
  ['keys that have ended', { keysEndInMs: 0 }, /No key/],
  ['another log', { isAuditRefused: true }, /another audit log/],
  ['a clock that jumped', { suspicion: 'jumped' }, /clock has jumped/],
])('%s is told', (_, facts, sentence) => {
  const alarms = queueAlarms({ ...well, ...facts });
  expect(alarms).toHaveLength(1);
  expect(alarms[0]).toMatch(sentence);
});
