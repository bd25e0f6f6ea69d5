/**
 * How the kiosk talks to the bridge in front of a licensed live scanner, bytes only. GA/T 626.1 and GA/T 1012 define calls
 * of a Windows library and no wire; the scanner's vendor writes the other end of this one, on TCP or a serial line.
 *
 *     frame:   LF | header, one line of JSON in UTF-8 | LF | payload
 *     host:    {"id":7,"call":"LIVESCAN_GetFPRawData","args":[0]}
 *     bridge:  {"id":7,"result":1,"bytes":92160,"crc32":3735928559}  and behind it 92160 bytes
 *
 * - The host asks, the bridge answers once, with the same `id`. `result` is what the library's function returned: 1 is
 *   success, anything else a code for LIVESCAN_GetErrorInfo. A function's numbers in are `args`, its numbers out `values`.
 * - A payload follows where `bytes` is named, in either direction, and then `crc32` (that of zlib) is too: the image of
 *   LIVESCAN_GetFPRawData (8 bits a pixel, row by row, the ridges dark), the image that FP_GetQualityScore and
 *   FP_FeatureExtract are given, the features that the latter returns.
 * - Text (`text`: a version, an error's sentence) is UTF-8, whatever the library's own code page.
 * - The line feed in front ends whatever noise came before. A header has 1024 bytes at most, a payload 524 288.
 * - The bridge keeps no image and no features beyond the next call; LIVESCAN_SetBufferEmpty and LIVESCAN_EndCapture wipe
 *   what the library still holds. It writes neither to disk nor to a log.
 */
import { crc32 } from 'node:zlib';
import { z } from 'zod';

export const LONGEST_HEADER = 1024;
export const LONGEST_PAYLOAD = 524_288;
const LINE_FEED = 0x0a;
const utf8 = new TextDecoder();

/** All calls that a bridge has to know, by the names of the standards. There is none that compares or searches. */
export const bridgeCalls = [
  'LIVESCAN_Init',
  'LIVESCAN_Close',
  'LIVESCAN_GetChannelCount',
  'LIVESCAN_GetVersion',
  'LIVESCAN_SetBright',
  'LIVESCAN_BeginCapture',
  'LIVESCAN_GetFPRawData',
  'LIVESCAN_EndCapture',
  'LIVESCAN_SetBufferEmpty',
  'LIVESCAN_GetErrorInfo',
  'FP_GetQualityScore',
  'FP_FeatureExtract',
] as const;
export type BridgeCall = (typeof bridgeCalls)[number];

/** What a function of the library returns when it went well. */
export const SUCCESS = 1;

const payloadFields = {
  bytes: z.int().min(1).max(LONGEST_PAYLOAD).exactOptional(),
  crc32: z.int().min(0).max(0xffff_ffff).exactOptional(),
};
const integers = z.array(z.int()).max(8);

export const requestHeader = z.strictObject({
  id: z.int().min(0),
  call: z.enum(bridgeCalls),
  args: integers.exactOptional(),
  ...payloadFields,
});
export type RequestHeader = z.infer<typeof requestHeader>;

export const answerHeader = z.strictObject({
  id: z.int().min(0),
  result: z.int(),
  values: integers.exactOptional(),
  text: z.string().max(256).exactOptional(),
  ...payloadFields,
});
export type AnswerHeader = z.infer<typeof answerHeader>;

type AnyHeader = { readonly bytes?: number; readonly crc32?: number };
type WithoutPayload<Header> = Omit<Header, 'bytes' | 'crc32'>;

/** Throws for a payload or a header that is too long. */
export function bridgeFrame(
  header: WithoutPayload<RequestHeader> | WithoutPayload<AnswerHeader>,
  payload: Uint8Array = new Uint8Array(),
): Uint8Array {
  const described = payload.length > 0 ? { ...header, bytes: payload.length, crc32: crc32(payload) } : header;
  const line = Buffer.from(`\n${JSON.stringify(described)}\n`);
  if (line.length - 2 > LONGEST_HEADER || payload.length > LONGEST_PAYLOAD)
    throw new RangeError('too long for a frame');
  const frame = new Uint8Array(line.length + payload.length);
  frame.set(line);
  frame.set(payload, line.length);
  return frame;
}

export type BridgeEvent<Header> =
  { readonly event: 'frame'; readonly header: Header; readonly payload: Uint8Array } | { readonly event: 'broken' };

export interface BridgeReader<Header> {
  /** What became complete with these bytes. Never throws, whatever the bytes. */
  push(bytes: Uint8Array): BridgeEvent<Header>[];
  /** Forgets an unfinished frame, and overwrites what it had of a payload. */
  clear(): void;
  readonly pendingBytes: number;
}

/** Finds frames in a stream that may be cut anywhere; lines that are no header are passed over. */
export function bridgeReader<Header extends AnyHeader>(schema: z.ZodType<Header>): BridgeReader<Header> {
  const line = new Uint8Array(LONGEST_HEADER);
  let lineBytes = 0;
  let isTooLong = false;
  let body: { readonly header: Header; readonly payload: Uint8Array; filled: number } | null = null;

  function endLine(): BridgeEvent<Header> | null {
    const text = utf8.decode(line.subarray(0, lineBytes));
    const wasTooLong = isTooLong;
    lineBytes = 0;
    isTooLong = false;
    if (text === '') return null;
    const header = wasTooLong ? null : parseHeader(schema, text);
    if (!header) return { event: 'broken' };
    if (header.bytes === undefined) return { event: 'frame', header, payload: new Uint8Array() };
    body = { header, payload: new Uint8Array(header.bytes), filled: 0 };
    return null;
  }

  function endBody({ header, payload }: { header: Header; payload: Uint8Array }): BridgeEvent<Header> {
    body = null;
    if (crc32(payload) === header.crc32) return { event: 'frame', header, payload };
    payload.fill(0);
    return { event: 'broken' };
  }

  return {
    push(bytes) {
      const events: BridgeEvent<Header>[] = [];
      for (let at = 0; at < bytes.length;) {
        let event: BridgeEvent<Header> | null = null;
        if (body) {
          const piece = bytes.subarray(at, at + body.payload.length - body.filled);
          body.payload.set(piece, body.filled);
          body.filled += piece.length;
          at += piece.length;
          if (body.filled === body.payload.length) event = endBody(body);
        } else {
          const byte = bytes[at] ?? LINE_FEED;
          at += 1;
          if (byte === LINE_FEED) event = endLine();
          else if (lineBytes < LONGEST_HEADER) line[lineBytes++] = byte;
          else isTooLong = true;
        }
        if (event) events.push(event);
      }
      return events;
    },
    clear() {
      body?.payload.fill(0);
      body = null;
      lineBytes = 0;
      isTooLong = false;
    },
    get pendingBytes() {
      return lineBytes + (body?.filled ?? 0);
    },
  };
}

function parseHeader<Header extends AnyHeader>(schema: z.ZodType<Header>, text: string): Header | null {
  // Most of what is no header need not be parsed to be known.
  if (!text.startsWith('{') || !text.endsWith('}')) return null;
  try {
    const header = schema.safeParse(JSON.parse(text));
    return header.success ? header.data : null;
  } catch {
    return null;
  }
}
