import { auditHeadMessageSchema } from '../audit-head-messages.ts';
import { envelopeSchema } from '../envelope-messages.ts';
import {
  faceComparisonSchema,
  fingerComparisonSchema,
  identityClaimSchema,
  officerQuestionSchema,
} from '../messages.ts';
import { caseQuestionSchema } from '../service-case.ts';
import { paymentRoutes } from './payment-routes.ts';
import { message, problem } from './problem.ts';
import { whenValid } from './route.ts';
import type { Route } from './route.ts';
import { verificationPage } from './verification-page.ts';

export const routes: readonly Route[] = [
  {
    name: 'handshake',
    method: 'GET',
    path: /^\/v1\/handshake$/,
    answer: async ({ chest, services, clock, submissions }, { headers }) =>
      message({
        keyBundle: await chest.keyBundle(),
        services,
        serverTime: clock.wallTime().toISOString(),
        lastSequence: submissions.lastSequence(String(headers['kiosk-device'])),
      }),
  },
  {
    name: 'findRecord',
    method: 'POST',
    path: /^\/v1\/records\/find$/,
    answer: ({ register }, { body }) =>
      whenValid(identityClaimSchema, body, (claim) => {
        const found = register.find(claim);
        return found.ok ? message(found.value) : problem(found.error);
      }),
  },
  {
    // It does not look at the picture: whether a face is the right one is what a behaviour says. It only refuses what
    // is no JPEG and a record that nobody opened.
    name: 'compareFace',
    method: 'POST',
    path: /^\/v1\/faces\/compare$/,
    answer: ({ register, behaviour }, { body }) =>
      whenValid(faceComparisonSchema, body, ({ recordId, jpeg }) => {
        if (!register.isOpen(recordId)) return problem('recordGone');
        if (!isJpeg(Buffer.from(jpeg, 'base64'))) return problem('badPicture');
        if (behaviour().face === 'noMatch') return message({ match: false });
        return message({ match: true, evidenceId: register.giveEvidence(recordId, 'face') });
      }),
  },
  {
    // As for a face: it does not look at the features.
    name: 'compareFinger',
    method: 'POST',
    path: /^\/v1\/fingers\/compare$/,
    answer: ({ register, behaviour }, { body }) =>
      whenValid(fingerComparisonSchema, body, ({ recordId }) => {
        if (!register.isOpen(recordId)) return problem('recordGone');
        if (behaviour().finger === 'noMatch') return message({ match: false });
        return message({ match: true, evidenceId: register.giveEvidence(recordId, 'fingerprint') });
      }),
  },
  {
    name: 'askOfficer',
    method: 'POST',
    path: /^\/v1\/officer-cases$/,
    answer: ({ register, officerCases }, { body }) =>
      whenValid(officerQuestionSchema, body, ({ recordId }) =>
        register.isOpen(recordId) ? message(officerCases.open(recordId), 201) : problem('recordGone'),
      ),
  },
  {
    name: 'officerDecision',
    method: 'GET',
    path: /^\/v1\/officer-cases\/([A-Za-z0-9-]{8,64})$/,
    answer({ officerCases }, { id }) {
      const decision = officerCases.decision(id);
      return decision ? message(decision) : problem('caseGone');
    },
  },
  {
    name: 'openCase',
    method: 'POST',
    path: /^\/v1\/cases$/,
    answer: ({ cases }, { body }) =>
      whenValid(caseQuestionSchema, body, (question) => {
        const opened = cases.open(question);
        return opened.ok ? message(opened.value, 201) : problem(opened.error);
      }),
  },
  {
    name: 'submit',
    method: 'PUT',
    path: /^\/v1\/submissions\/([0-9a-f]{32})$/,
    answer: ({ submissions }, { id, headers, body }, behaviour) =>
      whenValid(envelopeSchema, body, async (envelope) => {
        if (envelope.sid !== id || headers['idempotency-key'] !== id) return problem('malformed');
        if (envelope.deviceId !== headers['kiosk-device']) return problem('malformed');
        const accepted = await submissions.accept(envelope);
        if (!accepted.ok) return problem(accepted.error);
        switch (behaviour.kind) {
          case 'repeatAnswer':
            return message({ acknowledgement: await submissions.acknowledgementOfAnother(id) });
          case 'unsignedAcknowledgement':
            return message({ acknowledgement: await submissions.forgedAcknowledgement(envelope) });
          default:
            return message({ acknowledgement: accepted.value });
        }
      }),
  },
  {
    name: 'anchorAuditHead',
    method: 'POST',
    path: /^\/v1\/audit-heads$/,
    answer: ({ auditHeads }, { headers, body }) =>
      whenValid(auditHeadMessageSchema, body, async ({ head }) => {
        const taken = await auditHeads.take(head, String(headers['kiosk-device']));
        return taken.ok ? message({ receipt: taken.value }) : problem(taken.error);
      }),
  },
  ...paymentRoutes,
  {
    name: 'verify',
    asker: 'anybody',
    method: 'GET',
    path: /^\/v\/([A-Za-z0-9]{1,32})$/,
    answer: ({ certificates, clock }, { id }) => verificationPage(certificates.byCode(id), clock.wallTime()),
  },
];

/** Start and end of image: enough to tell a picture from something else. */
const isJpeg = (bytes: Buffer): boolean =>
  bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8 && bytes.readUInt16BE(bytes.length - 2) === 0xffd9;
