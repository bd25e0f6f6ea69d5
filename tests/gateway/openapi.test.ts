import { expect, test } from 'vitest';
import { z } from 'zod';
import * as auditHead from '../../main/gateway/audit-head-messages.ts';
import * as envelope from '../../main/gateway/envelope-messages.ts';
import * as keys from '../../main/gateway/key-messages.ts';
import * as messages from '../../main/gateway/messages.ts';
import * as payment from '../../main/gateway/payment-messages.ts';
import * as serviceCase from '../../main/gateway/service-case.ts';
import * as content from '../../main/gateway/submission-content.ts';
import openapi from '../../main/gateway/openapi.json' with { type: 'json' };
import { routes } from '../../main/gateway/simulator/routes.ts';

const schemas: Record<string, z.ZodType> = {
  PublicKey: keys.suitePublicKeySchema,
  KeyBundle: keys.keyBundleSchema,
  Handshake: messages.handshakeSchema,
  IdentityClaim: messages.identityClaimSchema,
  PersonRecord: messages.personRecordSchema,
  FaceComparison: messages.faceComparisonSchema,
  FingerComparison: messages.fingerComparisonSchema,
  ComparisonVerdict: messages.comparisonVerdictSchema,
  OfficerQuestion: messages.officerQuestionSchema,
  OfficerCase: messages.officerCaseSchema,
  OfficerDecision: messages.officerDecisionSchema,
  PaymentOrder: payment.paymentOrderSchema,
  PaymentState: payment.paymentStateSchema,
  RefundQuestion: payment.refundQuestionSchema,
  AuditHead: auditHead.auditHeadSchema,
  AuditHeadMessage: auditHead.auditHeadMessageSchema,
  AuditReceipt: auditHead.auditReceiptSchema,
  AuditHeadAnswer: auditHead.auditHeadAnswerSchema,
  Envelope: envelope.envelopeSchema,
  CaseQuestion: serviceCase.caseQuestionSchema,
  ServiceCase: serviceCase.serviceCaseSchema,
  SubmissionContent: content.submissionContentSchema,
  SealedManifest: content.sealedManifestSchema,
  SubmissionAnswer: envelope.submissionAnswerSchema,
  IssuedCertificate: envelope.issuedCertificateSchema,
  Acknowledgement: envelope.acknowledgementSchema,
  Problem: messages.problemSchema,
};
const described: Record<string, unknown> = openapi.components.schemas;

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const pointed = (ref: string): unknown =>
  ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), openapi);

/** References followed, words for people dropped, order of members and of required names forgotten. */
function normalise(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(normalise);
  if (!isObject(schema)) return schema;
  if (typeof schema['$ref'] === 'string') return normalise(pointed(schema['$ref']));
  const entries = Object.entries(schema)
    .filter(([key]) => !['$schema', 'description'].includes(key))
    // A format says it; the library's pattern for it is long and adds nothing.
    .filter(([key]) => key !== 'pattern' || !['date-time', 'date', 'uri'].includes(String(schema['format'])))
    .map(([key, value]) => [key, key === 'required' && Array.isArray(value) ? sorted(value) : normalise(value)]);
  return Object.fromEntries(entries.toSorted(([a], [b]) => String(a).localeCompare(String(b))));
}

/** Names in one order. */
const sorted = (names: readonly unknown[]): string[] =>
  names.map((name) => JSON.stringify(name)).toSorted((a, b) => a.localeCompare(b));

/** Every object in a document, with its parent's keys. */
function* objects(value: unknown): Generator<Json> {
  if (!isObject(value)) return;
  if (!Array.isArray(value)) yield value;
  for (const child of Object.values(value)) yield* objects(child);
}

test('the description and the schemas name the same messages', () => {
  expect(sorted(Object.keys(described))).toEqual(sorted(Object.keys(schemas)));
});

test.each(Object.entries(schemas))('%s is described as it is parsed', (name, schema) => {
  expect(normalise(described[name])).toEqual(normalise(z.toJSONSchema(schema, { io: 'input' })));
});

test('every reference leads somewhere', () => {
  const refs = [...objects(openapi)].flatMap((each) => (typeof each['$ref'] === 'string' ? [each['$ref']] : []));
  expect(refs.length).toBeGreaterThan(40);
  for (const ref of refs) expect(pointed(ref), ref).toBeDefined();
});

test('every example is what its schema says', () => {
  let checked = 0;
  for (const media of objects(openapi)) {
    const ref = isObject(media['schema']) ? media['schema']['$ref'] : null;
    const schema = typeof ref === 'string' ? schemas[ref.split('/').at(-1) ?? ''] : null;
    if (!schema) continue;
    const several = isObject(media['examples']) ? Object.values(media['examples']) : [];
    for (const example of [media['example'], ...several.map((each) => isObject(each) && each['value'])]) {
      if (example === undefined) continue;
      expect(() => schema.parse(example), JSON.stringify(example)).not.toThrow();
      checked += 1;
    }
  }
  expect(checked).toBeGreaterThan(20);
});

test('the simulator answers every path of the description, and no other', () => {
  const operations = Object.entries(openapi.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, id: operation.operationId })),
  );
  expect(sorted(operations.map(({ id }) => id))).toEqual(sorted(routes.map(({ name }) => name)));
  for (const { path, method, id } of operations) {
    const route = routes.find(({ name }) => name === id);
    const concrete = path.replace(/\{(sid|orderId)\}/, '0'.repeat(32)).replace(/\{\w+\}/, 'ABCDEFGH23456789');
    expect(route?.method.toLowerCase()).toBe(method);
    expect(concrete).toMatch(route?.path ?? /$^/);
  }
});
