import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { Clock } from '../../clock/clock.ts';
import type { SimulatedGatewayKeys } from '../key-setup.ts';
import type { GatewayAlarms } from './alarms.ts';
import type { AuditHeads } from './audit-heads.ts';
import type { AnswerBehaviour, Behaviour, RouteName } from './behaviour.ts';
import type { Cases } from './cases/cases.ts';
import type { Certificates } from './certificates.ts';
import type { Decisions } from './decisions.ts';
import type { KeyChest } from './key-chest.ts';
import type { OfficerCases } from './officer-cases.ts';
import type { Payments } from './payments.ts';
import { problem } from './problem.ts';
import type { Reply } from './problem.ts';
import type { Register } from './register.ts';
import type { Submissions } from './submissions.ts';
import type { World } from './world/world.ts';

/** The parts that the routes put before the network. */
export interface Office {
  readonly keys: SimulatedGatewayKeys;
  readonly chest: KeyChest;
  readonly services: readonly string[];
  readonly clock: Clock;
  readonly world: World;
  readonly register: Register;
  readonly cases: Cases;
  readonly decisions: Decisions;
  readonly officerCases: OfficerCases;
  readonly certificates: Certificates;
  readonly submissions: Submissions;
  readonly auditHeads: AuditHeads;
  readonly alarms: GatewayAlarms;
  readonly payments: Payments;
  readonly clientCertificate: 'required' | 'optional';
  readonly behaviour: () => Behaviour;
}

export interface Question {
  /** The part of the address that names something. */
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  /** Undefined for what is not JSON. */
  readonly body: unknown;
}

export interface Route {
  readonly name: RouteName;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: RegExp;
  /** Absent: enrolled kiosks only. */
  readonly asker?: 'anybody';
  answer(office: Office, question: Question, behaviour: AnswerBehaviour): Reply | Promise<Reply>;
}

/** Answers a body that fits, or says that it does not. */
export function whenValid<T>(
  schema: z.ZodType<T>,
  body: unknown,
  answer: (message: T) => Reply | Promise<Reply>,
): Reply | Promise<Reply> {
  const parsed = schema.safeParse(body);
  return parsed.success ? answer(parsed.data) : problem('malformed');
}
