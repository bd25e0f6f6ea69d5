import { z } from 'zod';
import { delimitedFrames } from './delimited-frames.ts';
import type { ScanFraming } from './profile.ts';
import { zoneOf, type ScanEvent, type ScanParser } from './scan-event.ts';

export type Est100Framing = Extract<ScanFraming, { kind: 'est-100' }>;

/** Loose objects: a newer firmware may say more than is known, never less. */
const messages = {
  CameraData: z.looseObject({ data: z.string(), type: z.enum(['PassPort', 'QRCode']) }),
  PCSign: z.looseObject({ stage: z.enum(['readStart', 'readEnd']), type: z.enum(['IDInfo', 'PassPort']) }),
  EidlinkResult: z.looseObject({}),
} as const;

/** One message is a name, a colon and JSON: `PCSign:{"stage":"readStart","type":"PassPort"}`. */
export function est100Parser(framing: Est100Framing): ScanParser {
  const frames = delimitedFrames(framing);
  return {
    push: (bytes) =>
      frames.push(bytes).flatMap((event) => {
        // Every message begins with the mark; that a scan begins is a message of its own.
        if (event.kind === 'begin') return [];
        return event.kind === 'frame' ? [messageEvent(event.body)] : [event];
      }),
    quiet: () => frames.quiet().filter((event) => event.kind === 'misfit'),
    get pendingBytes() {
      return frames.pendingBytes;
    },
  };
}

function messageEvent(body: Uint8Array): ScanEvent {
  const misfit: ScanEvent = { kind: 'misfit' };
  const [, name, json] = /^(\w{1,20}):(.*)$/s.exec(utf8(body)) ?? [];
  if (name === undefined || json === undefined) return misfit;
  const content = fromJson(json);
  switch (name) {
    case 'CameraData': {
      const message = messages.CameraData.safeParse(content);
      if (!message.success) return misfit;
      return message.data.type === 'QRCode' ? { kind: 'otherThing' } : zoneOf(message.data.data);
    }
    case 'PCSign': {
      const message = messages.PCSign.safeParse(content);
      if (!message.success) return misfit;
      return { kind: message.data.stage === 'readStart' ? 'begin' : 'end' };
    }
    case 'EidlinkResult':
      return messages.EidlinkResult.safeParse(content).success ? { kind: 'otherThing' } : misfit;
    default:
      return misfit;
  }
}

/** Empty where the bytes are no UTF-8. */
function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return '';
  }
}

function fromJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** A message as the reader sends it. */
export function est100Message(framing: Est100Framing, name: keyof typeof messages, content: object): Uint8Array {
  const text = new TextEncoder().encode(`${name}:${JSON.stringify(content)}`);
  return Uint8Array.of(...framing.start, ...text, ...framing.end);
}
