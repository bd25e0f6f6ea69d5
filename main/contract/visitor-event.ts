import { z } from 'zod';
import { languageSchema } from './language.ts';
import { identityMethods } from './session-snapshot.ts';
import { mostSignaturePoints } from './signature-strokes.ts';
import { visitorGroups } from './visitor-group.ts';

const id = z.string().regex(/^[a-z0-9-]{1,40}$/);
/** Longer than any field allows, short enough that a flood of keys stays small. */
const typed = z.string().max(200);

/** A picture is at most 512 KiB of JPEG, so that a slow line carries it while a visitor waits; in base64. */
export const maximumPictureBase64 = 700_000;
/** Base64 without a prefix. */
export const jpegBase64 = z
  .string()
  .max(maximumPictureBase64)
  .regex(/^\/9j\/[A-Za-z0-9+/]+={0,2}$/);

export const cameraFaults = ['refused', 'absent', 'lost', 'frozen', 'fault'] as const;

/**
 * Stroke by stroke, points of [x, y, ms, pressure]: in the 1000 × 400 box, since the first touch, and 0 to 1. A panel
 * that feels no pressure says 0.5 all along (Pointer Events).
 */
export const signatureStrokesSchema = z
  .array(
    z
      .array(
        z.tuple([
          z.int().min(0).max(1000),
          z.int().min(0).max(400),
          z.int().min(0).max(3_600_000),
          z.number().min(0).max(1),
        ]),
      )
      .min(1)
      .max(mostSignaturePoints),
  )
  .max(400)
  .refine((strokes) => strokes.reduce((sum, stroke) => sum + stroke.length, 0) <= mostSignaturePoints);
export type SignatureStrokes = z.infer<typeof signatureStrokesSchema>;

/** What a visitor can do. Parsed at the boundary: nothing else reaches the session. */
export const visitorEventSchema = z.discriminatedUnion('type', [
  /** Any touch or key: somebody is there. */
  z.strictObject({ type: z.literal('touch') }),
  z.strictObject({ type: z.literal('wake') }),
  z.strictObject({ type: z.literal('chooseLanguage'), language: languageSchema }),
  z.strictObject({
    type: z.literal('setComfort'),
    comfort: z.strictObject({
      textSize: z.enum(['standard', 'large', 'largest']),
      contrast: z.enum(['standard', 'high']),
      reach: z.boolean(),
      speech: z.boolean(),
    }),
  }),
  z.strictObject({ type: z.literal('chooseService'), serviceId: id }),
  z.strictObject({ type: z.literal('next') }),
  z.strictObject({ type: z.literal('back') }),
  z.strictObject({ type: z.literal('end') }),
  z.strictObject({ type: z.literal('needMoreTime') }),
  z.strictObject({ type: z.literal('callOfficer') }),
  z.strictObject({ type: z.literal('cancelOfficerCall') }),
  z.strictObject({ type: z.literal('consentToFace') }),
  z.strictObject({ type: z.literal('anotherWay') }),
  z.strictObject({ type: z.literal('chooseMethod'), method: z.enum(identityMethods) }),
  /** Gives the step's value and goes on when it is right. `field` is `idNumber`, `personName` or the field's id. */
  z.strictObject({ type: z.literal('answer'), field: z.string().regex(/^[A-Za-z0-9-]{1,40}$/), value: typed }),
  z.strictObject({ type: z.literal('photo'), jpeg: jpegBase64 }),
  z.strictObject({ type: z.literal('retakePhoto') }),
  z.strictObject({ type: z.literal('cameraFault'), fault: z.enum(cameraFaults) }),
  /** After a `cameraFault`: it was plugged in again, and shows a picture. */
  z.strictObject({ type: z.literal('cameraBack') }),
  /** SVG path data of the strokes, in a 1000 × 400 box; and how they were written, as evidence. */
  z.strictObject({
    type: z.literal('sign'),
    path: z
      .string()
      .max(60_000)
      .regex(/^[MLCQ0-9., -]+$/),
    strokes: signatureStrokesSchema.exactOptional(),
  }),
  z.strictObject({ type: z.literal('clearSignature') }),
  z.strictObject({ type: z.literal('change'), row: z.string().regex(/^[A-Za-z0-9-]{1,40}$/) }),
  z.strictObject({ type: z.literal('confirm') }),
  /** On the first page: as whom the visitor goes on. */
  z.strictObject({ type: z.literal('chooseGroup'), group: z.enum(visitorGroups) }),
  /** The leaflet on the first page; the way to the right counter on the page that says no. */
  z.strictObject({ type: z.literal('printSlip') }),
  z.strictObject({ type: z.literal('chooseItem'), item: z.string().regex(/^[A-Za-z0-9-]{1,64}$/) }),
  /** To what the office says the visitor did: agree, state their side, or object. */
  z.strictObject({ type: z.literal('respond'), response: z.enum(['accept', 'defend', 'object']) }),
  /** The first or the second of the pictures taken. */
  z.strictObject({ type: z.literal('chooseShot'), shot: z.int().min(0).max(1) }),
  /** No finger of this hand can be taken: an officer looks at it at the counter. */
  z.strictObject({ type: z.literal('cannotGiveFinger') }),
  z.strictObject({ type: z.literal('payNow') }),
  z.strictObject({ type: z.literal('payLater') }),
  /** While nobody can say whether it was paid: the visitor need not stay, nothing is lost. */
  z.strictObject({ type: z.literal('stopWaiting') }),
  z.strictObject({ type: z.literal('tryPrintAgain') }),
  z.strictObject({ type: z.literal('continueWithoutPaper') }),
  /** The printer says that it has printed, and the visitor sees nothing. */
  z.strictObject({ type: z.literal('paperMissing') }),
]);
export type VisitorEvent = z.infer<typeof visitorEventSchema>;
