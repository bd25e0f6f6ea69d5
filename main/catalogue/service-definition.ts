import { z } from 'zod';
import { areaIds, identityMethods } from '../contract/session-snapshot.ts';
import { deviceNames } from '../contract/device-status.ts';
import { travelDocumentKinds } from '../contract/travel-document.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);
const key = z.string().regex(/^[a-z][A-Za-z0-9-]{0,39}$/);

/** A question that the service asks. Its words are in locales: fields.<id>. */
const fieldSchema = z.discriminatedUnion('kind', [
  z.strictObject({ id: key, kind: z.literal('choice'), options: z.array(key).min(2).max(12) }),
  z.strictObject({ id: key, kind: z.literal('text'), maxLength: z.int().min(1).max(120) }),
  z.strictObject({ id: key, kind: z.literal('phone') }),
]);
export type FieldDefinition = z.infer<typeof fieldSchema>;

/** The parts a visit is made of, in the service's order. The journey engine knows how to do each; a service picks. */
const stepKinds = [
  'about',
  'notice',
  'faceConsent',
  'identity',
  'proof',
  'fields',
  'sign',
  'review',
  'submit',
  'paper',
] as const;
export type StepKind = (typeof stepKinds)[number];

/**
 * One of the services, as data: who may use it, how they prove who they are, what is asked, what it costs and gives.
 * The words for the visitor are in locales (services.<id>); a city changes the numbers in its configuration.
 */
export const serviceDefinitionSchema = z.strictObject({
  id,
  area: z.enum(areaIds),
  /** instant: answered on the spot · review: decided later · query: read only */
  kind: z.enum(['instant', 'review', 'query']),
  feeYuan: z.int().min(0).max(1000),
  /** What the visitor is told to expect, in minutes. */
  minutes: z.int().min(1).max(60),
  who: z.strictObject({
    groups: z.array(z.enum(['mainland', 'hmt', 'foreign'])).min(1),
    /** In years, on the day; younger visitors come with a guardian to the counter. */
    minimumAge: z.int().min(0).max(120),
  }),
  identity: z.strictObject({
    /** How the visitor says who they are. Each but typing is offered only while its device works. */
    methods: z.array(z.enum(identityMethods)).min(1),
    /** Travel documents that say it; one past its date still does. */
    documents: z.array(z.enum(travelDocumentKinds)),
    /** A card past its date still says who its holder is; whether that is enough is the service's rule. */
    expiredCardAccepted: z.boolean(),
    /** How they prove it. The alternative must always exist: face is never the only way. */
    proof: z.strictObject({
      face: z.boolean(),
      /** Of a finger, where the kiosk has a reader: for who does not use face comparison. */
      fingerprint: z.boolean(),
      alternative: z.enum(['officer']),
      /** For each of them. */
      attempts: z.int().min(1).max(5),
    }),
  }),
  steps: z.array(z.enum(stepKinds)).min(1),
  fields: z.array(fieldSchema).max(20),
  /** Uses of a certificate that the rules allow, with the hours each is valid for unless the city says otherwise. */
  purposes: z
    .array(
      z.strictObject({
        id: key,
        validityHours: z
          .int()
          .min(1)
          .max(24 * 90),
      }),
    )
    .max(20),
  /** Devices and connections without which the visit cannot end well; checked before anything is asked. */
  needs: z.strictObject({ devices: z.array(z.enum(deviceNames)), gateway: z.boolean() }),
  result: z.strictObject({ document: z.enum(['certificate', 'none']), receipt: z.boolean() }),
  /** Services offered when this one is done. */
  offers: z.array(id).max(4),
  /** The legal basis, named for the officer and the leaflet. */
  basis: z.array(z.string().min(1).max(200)).max(10),
});
export type ServiceDefinition = z.infer<typeof serviceDefinitionSchema>;

/** A service that the hall announces and does not offer yet: its tile is there, so that nobody looks for it elsewhere. */
export interface AnnouncedService {
  readonly id: string;
  readonly area: (typeof areaIds)[number];
  readonly kind: ServiceDefinition['kind'];
}
