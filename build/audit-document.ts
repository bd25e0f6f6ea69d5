import { auditEvents, detailPatterns, type AuditEvent } from '../main/audit-log/audit-event.ts';
import { anchorDelays } from '../main/audit-log/anchor.ts';

export const auditDocumentPath = 'docs/audit-log.md';

const names = Object.keys(auditEvents).filter((name): name is AuditEvent => Object.hasOwn(auditEvents, name));
const isAlarm = (name: AuditEvent): boolean => 'alarm' in auditEvents[name];

function eventSection(name: AuditEvent): string {
  const { means, details } = auditEvents[name];
  const lines = details.map((key) => `- \`${key}\`: \`${detailPatterns[key].source}\``);
  return [
    `### \`${name}\``,
    isAlarm(name) ? `**Alarm.** ${means}` : means,
    ...(lines.length > 0 ? [lines.join('\n')] : []),
  ].join('\n\n');
}

const minutes = String(anchorDelays.everyMs / 60_000);

/** docs/audit-log.md: for the auditor, made from the catalogue of events so that the two cannot disagree. */
export const auditDocument = (): string => `# The audit log

Made from \`main/audit-log/audit-event.ts\` by \`npm run audit -- docs\`; a test fails when the two disagree.

## What it is

The table \`audit\` in \`kiosk.sqlite\`, in the kiosk's data folder. Entries are only ever added, in the same transaction as the deed that they tell of: either both are on the disk or neither. The table's triggers refuse changes and deletions.

- \`seq\`: from 1, without gaps. It alone is the order of things.
- \`boot\`: the run of the kiosk, and \`mono_ms\`, the milliseconds of its monotonic clock: the distance between two entries of one run is the difference of these.
- \`wall\`: the time on the wall as this machine had it, a label. Between \`clock-suspect\` and \`clock-trusted\` it is not to be believed, and \`submission-stored\` says so of itself in \`clock\`.
- \`event\` and \`detail\`: what happened, from the list below. A detail is an id or a code that fits its pattern, and nothing else is taken.
- \`prev\` and \`hash\`: the hash of the entry before (32 zero bytes for the first), and SHA-256 over \`prev\` followed by the JSON array of \`seq\`, \`boot\`, \`mono_ms\`, \`wall\`, \`event\`, \`detail\`.

Every ${minutes} minutes while there is something new, or after ${String(anchorDelays.entries)} entries, the kiosk signs the newest entry's number and hash and sends them to the gateway, which keeps them and answers with a signed receipt that bears its own time. The table \`anchor\` keeps the receipts.

## How to verify it

Stop the kiosk, or take a copy of \`kiosk.sqlite\` with its \`-wal\` file. Ask the gateway's office for the heads that it keeps of this kiosk, as a JSON list of \`{"seq": 7, "hash": "64 hexadecimal digits"}\`. Then:

\`\`\`sh
npm run audit -- verify kiosk.sqlite --witness heads.json
\`\`\`

The file is opened for reading only. \`OK\` names the number of entries and the head's hash. \`BAD\` names the first entry that is missing, is not as it was written or does not follow the one before, with exit code 1: what comes before it is genuine, nothing from it on is proved. Exit code 2: there was nothing to verify.

## When the kiosk got a new disk

A new disk begins a new log, and the gateway, which knows a later head of this kiosk, refuses its heads: \`audit-head-refused\`, on both sides. That is right: from outside, a lost log and a log that somebody made away with look the same. So it takes a person of the office:

1. Note the last head that the gateway keeps, the day, who changed the disk and why, and keep the old disk: its log can still be verified up to that head.
2. Let the gateway forget this kiosk's heads, by the office's own procedure.
3. The kiosk asks again within ${minutes} minutes; the first receipt of the new log ends the alarm.

Until then the kiosk serves as always and the new log is whole, but nobody outside witnesses it.

## What it cannot show

- That its end was cut off, or that all of it was written anew with new hashes, without the gateway's heads: a chain without its last links is a whole chain. The kiosk's own receipts help against accidents only, since whoever can cut the log can cut them too.
- What was cut off after the last head that the gateway has: at most ${minutes} minutes or ${String(anchorDelays.entries)} entries while the gateway answers, and all since the line broke while it does not.
- That something happened which the program did not do: a person before the machine, another program, a change of the program itself.
- Who the visitor was. An entry of a submission bears the submission's id and receipt number, by which the authority finds the person in its own records; the log alone names nobody.
- The true time, while \`wall\` is suspect. The gateway's receipts bear the gateway's time and bound it: an entry is older than the first receipt of its own or a later number.

## Alarms

For these somebody must come and look:

${names
  .filter(isAlarm)
  .map((name) => `- \`${name}\``)
  .join('\n')}

## Events

Details are listed with the patterns (regular expressions) that their values must fit.

${names.map(eventSection).join('\n\n')}
`;
