import { chinaDay } from '../../clock/china-time.ts';
import type { Clock } from '../../clock/clock.ts';
import type { SimulatedGatewayKeys } from '../key-setup.ts';
import { gatewayAlarms } from './alarms.ts';
import { auditHeads } from './audit-heads.ts';
import type { Behaviour } from './behaviour.ts';
import { cases } from './cases/cases.ts';
import { certificates } from './certificates.ts';
import { decisions } from './decisions.ts';
import { keyChest } from './key-chest.ts';
import { officerCases } from './officer-cases.ts';
import { payments } from './payments.ts';
import type { PaymentsOptions } from './payments.ts';
import { register } from './register.ts';
import type { Office } from './route.ts';
import { submissions } from './submissions.ts';
import type { SubmissionsOptions } from './submissions.ts';
import { finePaid } from './world/effects.ts';
import { fineShown } from './world/fines.ts';
import { world as newWorld } from './world/world.ts';

/** Long enough to see the waiting screen, short enough not to wait for it. */
const officerThinkingMs = 5_000;

export interface OfficeOptions {
  readonly keys: SimulatedGatewayKeys;
  readonly clock: Clock;
  readonly services: readonly string[];
  readonly baseUrl: () => string;
  readonly behaviour: () => Behaviour;
  readonly seed?: number;
  readonly officerThinkingMs?: number;
  readonly evidence?: 'checked' | 'trusted';
  readonly clientCertificate?: 'required' | 'optional';
  readonly onReceived?: NonNullable<SubmissionsOptions['onReceived']>;
  readonly treasury?: Partial<Pick<PaymentsOptions, 'fineDueFen' | 'onPaid' | 'bank'>>;
}

/** All offices behind the gateway, over one world that begins today. */
export function newOffice(options: OfficeOptions): Office {
  const { keys, clock, services, baseUrl, behaviour, evidence = 'checked' } = options;
  const today = (): string => chinaDay(clock.wallTime());
  const world = newWorld({ seed: options.seed ?? 1, today: today() });
  const known = register(world.people, clock);
  const issued = certificates(clock, baseUrl);
  const opened = cases({ world, register: known, clock });
  const treasury = payments({
    clock,
    baseUrl,
    fineDueFen(decision) {
      const due = world.fines.find(({ decisionNumber, state }) => decisionNumber === decision && state === 'unpaid');
      if (!due) return null;
      const { fineFen, surchargeFen } = fineShown(due, today());
      return fineFen + surchargeFen;
    },
    onPaid({ purpose }, receipt) {
      if (purpose.kind === 'fine') finePaid(world, purpose.decisionNumber, receipt);
    },
    ...options.treasury,
  });
  const decided = decisions({
    world,
    clock,
    evidence,
    register: known,
    cases: opened,
    certificates: issued,
    payments: treasury,
  });
  const alarms = gatewayAlarms();
  const chest = keyChest(keys, clock);
  return {
    keys,
    chest,
    clock,
    services,
    behaviour,
    world,
    register: known,
    cases: opened,
    certificates: issued,
    payments: treasury,
    decisions: decided,
    officerCases: officerCases({
      clock,
      register: known,
      thinkingMs: options.officerThinkingMs ?? officerThinkingMs,
      mood: () => behaviour().officer,
    }),
    submissions: submissions({ ...options, keys, chest, clock, decisions: decided, alarms }),
    auditHeads: auditHeads({ keys, chest, clock, alarms }),
    alarms,
    clientCertificate: options.clientCertificate ?? 'optional',
  };
}
