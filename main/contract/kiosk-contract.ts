import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Division } from './address.ts';
import { languageSchema } from './language.ts';
import type { SessionSnapshot } from './session-snapshot.ts';
import { stillCameraErrors } from './still-picture.ts';
import { jpegBase64, visitorEventSchema } from './visitor-event.ts';

export interface DivisionPage {
  readonly path: readonly Division[];
  readonly children: readonly Division[];
}

/** The whole conversation between the screen and the kiosk, over a MessagePort (Electron) or a WebSocket (preview). */
export const kioskContract = {
  session: {
    /** The snapshot now, then every change. */
    watch: oc.output(eventIterator(type<SessionSnapshot>())),
    /** `accepted: false` means that the step does not know the event: a late tap, not an error. */
    send: oc.input(visitorEventSchema).output(z.strictObject({ accepted: z.boolean() })),
  },
  camera: {
    /** What the serial camera sees now, for a screen without a live picture of its own. Ends when the call is given up. */
    takePicture: oc.output(
      z.discriminatedUnion('ok', [
        z.strictObject({ ok: z.literal(true), value: z.strictObject({ jpeg: jpegBase64 }) }),
        z.strictObject({ ok: z.literal(false), error: z.enum(stillCameraErrors) }),
      ]),
    ),
  },
  catalogue: {
    /** Service ids, best first: Chinese, pinyin, initials or English, with typing mistakes. */
    search: oc
      .input(z.strictObject({ text: z.string().max(60), language: languageSchema }))
      .output(z.strictObject({ serviceIds: z.array(z.string()) })),
    /** What lies in a division, the provinces for null; and the division itself with those above it, highest first. */
    divisions: oc
      .input(
        z.strictObject({
          parent: z
            .string()
            .regex(/^\d{6}(?:\d{3})?$/)
            .nullable(),
        }),
      )
      .output(type<DivisionPage>()),
  },
};
