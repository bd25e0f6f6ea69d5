import type { ClockSuspicion } from './clock/suspicion.ts';
import type { SalvageReport } from './database/open-or-salvage.ts';
import type { Scrubbed } from './database/scrub.ts';
import { keysEndSoonMs } from './gateway/key-ring.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { UplinkAlarm } from './uplink/line-state.ts';

/** How the queue and all that it depends on stand. */
export interface QueueFacts {
  readonly salvage: SalvageReport | null;
  readonly scrubbed: Scrubbed;
  readonly uplink: readonly UplinkAlarm[];
  readonly room: ReturnType<Outbox['room']>;
  readonly isOldestLate: boolean;
  readonly dead: number;
  readonly isDiskFull: boolean;
  readonly keysEndInMs: number;
  readonly isAuditRefused: boolean;
  readonly suspicion: ClockSuspicion | null;
}

const lineSentences: Readonly<Record<UplinkAlarm, string>> = {
  blocked: 'The gateway and this kiosk do not accept each other: the queue waits. Look at both certificates.',
  badAcknowledgement: 'Something answers in place of the gateway: its word was not signed by a key that we know.',
};

const suspicionSentences: Readonly<Record<ClockSuspicion, string>> = {
  beforeRelease: 'The clock is wrong: it says a time before this version was made.',
  beforeLog: 'The clock is wrong: it says a time before the newest entry of the log.',
  offGateway: 'The clock is wrong: the gateway says another time.',
  jumped: 'The clock has jumped since the kiosk started.',
};

const dayMs = 24 * 60 * 60 * 1000;

/** What a technician must look at, a sentence each, with what to do about it. */
export function queueAlarms(facts: QueueFacts): string[] {
  const { salvage, scrubbed, room, dead, keysEndInMs, suspicion } = facts;
  return [
    ...(salvage ? [salvageSentence(salvage)] : []),
    ...(scrubbed.damaged > 0
      ? [`${String(scrubbed.damaged)} submissions in the queue were damaged on the disk. Look at the disk.`]
      : []),
    ...facts.uplink.map((alarm) => lineSentences[alarm]),
    ...(room === 'ok'
      ? []
      : ['The queue is nearly full: nobody new is served until the gateway has taken some of it.']),
    ...(facts.isOldestLate ? ['A submission has waited longer than it may. Look at the line to the gateway.'] : []),
    ...(dead > 0 ? [`${String(dead)} submissions are kept and not sent: an officer must decide about them.`] : []),
    ...(facts.isDiskFull ? ['The disk is nearly full: nobody new is served until there is room.'] : []),
    ...(keysEndInMs < keysEndSoonMs ? [keysSentence(keysEndInMs)] : []),
    ...(facts.isAuditRefused ? ['The gateway knows another audit log of this kiosk. Keep the disk and call.'] : []),
    ...(suspicion === null ? [] : [suspicionSentences[suspicion]]),
  ];
}

function salvageSentence({ because, keptAside }: SalvageReport): string {
  const what = because === 'missing' ? 'The database was missing' : 'The database was damaged';
  const where = keptAside === null ? '' : ` The old files are in ${keptAside}.`;
  return `${what}: what could be saved is in the new one.${where} Look at the disk.`;
}

function keysSentence(endInMs: number): string {
  if (endInMs === 0) return 'No key of the gateway is valid: nobody is served by what must be stored.';
  return `The keys of the gateway end in ${String(Math.ceil(endInMs / dayMs))} days, and it has sent no new ones.`;
}
