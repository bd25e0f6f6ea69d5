import { answerFrame as cameraAnswer, answerReader as cameraAnswerReader } from '../../../devices/camera/protocol.ts';
import { formatStatus, k720Control, k720Frame, k720Reader } from '../../../devices/card-dispenser/protocol.ts';
import { codeFraming } from '../../../devices/code-scanner/profile.ts';
import { codeMessage, codeParser } from '../../../devices/code-scanner/protocol.ts';
import { attribute, integer, keywords } from '../../../devices/document-printer/operations.ts';
import { decodeIpp, encodeIpp } from '../../../devices/document-printer/protocol.ts';
import { answerHeader, bridgeFrame, bridgeReader } from '../../../devices/fingerprint-reader/bridge-protocol.ts';
import { packetReader } from '../../../devices/fingerprint-reader/packet-reader.ts';
import { encodePacket } from '../../../devices/fingerprint-reader/protocol.ts';
import {
  drawFinger,
  syntheticFeatures,
  syntheticFinger,
} from '../../../devices/fingerprint-reader/synthetic-finger.ts';
import { encodeText } from '../../../devices/id-card-reader/chip-data.ts';
import { answerFrame as samVAnswer, frameReader as samVReader } from '../../../devices/id-card-reader/protocol.ts';
import { joinReadData } from '../../../devices/id-card-reader/read-data.ts';
import { syntheticCards } from '../../../devices/id-card-reader/synthetic-cards.ts';
import { answerReader as rtuAnswerReader, bitsAnswer, rtuFrame } from '../../../devices/io-board/protocol.ts';
import { scanFraming } from '../../../devices/passport-reader/profile.ts';
import { scanMessages, scanParser } from '../../../devices/passport-reader/protocol.ts';
import { syntheticDocuments } from '../../../devices/passport-reader/synthetic-documents.ts';
import { acknowledge, answerText, crtFrame, crtReader, type CrtFormat } from '../../../devices/permit-slot/protocol.ts';
import { readyCondition } from '../../../devices/receipt-printer/printer-condition.ts';
import { encodeAutomatic, encodeFullStatus, encodeRealTime } from '../../../devices/receipt-printer/status-bytes.ts';
import { createStatusParser } from '../../../devices/receipt-printer/status-parser.ts';
import { serialBytesPerSecond } from './metered-line.ts';

/** A parser, and what it has to read. */
export interface BenchedParser {
  readonly name: string;
  /** Of the line that it has to keep up with. */
  readonly bytesPerSecond: number;
  /** What the device says at once; read whole, it gives so many events. */
  readonly message: Uint8Array;
  readonly events: number;
  /** In what pieces the message comes. */
  readonly pieceBytes: number;
  /** `quiet`, where there is one, follows each message. */
  readonly open: () => { push(bytes: Uint8Array): readonly unknown[]; quiet?(): readonly unknown[] };
}

/** A full-speed USB packet, which is also a report of most HID devices: one a millisecond. */
const USB_PACKET = { pieceBytes: 64, bytesPerSecond: 64_000 } as const;
const KEYBOARD_REPORT = { pieceBytes: 8, bytesPerSecond: 8000 } as const;
const serial = (baudRate: number, bitsPerByte?: number) => ({
  pieceBytes: 64,
  bytesPerSecond: serialBytesPerSecond(baudRate, bitsPerByte),
});
const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

function idCardAnswer(): Uint8Array {
  const card = syntheticCards.valid;
  return samVAnswer(0x90, joinReadData({ text: encodeText(card), photo: card.photo, fingerprints: [] }));
}

function slot(framing: CrtFormat['framing'], line: { pieceBytes: number; bytesPerSecond: number }): BenchedParser {
  const format = { framing, address: 0 };
  const answer = crtFrame(format, answerText('3130', { kind: 'done', state: '200', data: '' }));
  const isAcknowledged = framing === 'crt-571';
  return {
    name: `permit slot, ${framing}: status`,
    message: isAcknowledged ? joined(acknowledge, answer) : answer,
    events: isAcknowledged ? 2 : 1,
    open: () => crtReader(format),
    ...line,
  };
}

function dispenser(): BenchedParser {
  const address = 15;
  const message = joined(k720Control('acknowledge', address), k720Frame(address, formatStatus(0)));
  return { name: 'card dispenser: status', message, events: 2, open: () => k720Reader(address), ...serial(9600) };
}

function fingerUpload(): BenchedParser {
  const features = syntheticFeatures(1, 512);
  const data = [0, 128, 256, 384].map((at) => features.subarray(at, at + 128));
  const packets = data.map((content, index) =>
    encodePacket({ kind: index < data.length - 1 ? 'data' : 'end', address: 0xffff_ffff, content }),
  );
  return {
    name: 'fingerprint module: features',
    message: joined(...packets),
    events: packets.length,
    open: () => packetReader(),
    ...serial(57_600),
  };
}

function fingerImage(): BenchedParser {
  const image = drawFinger(syntheticFinger(), 256, 360);
  return {
    name: 'fingerprint bridge: image',
    message: bridgeFrame({ id: 1, result: 1 }, image),
    events: 1,
    open: () => bridgeReader(answerHeader),
    ...serial(921_600),
  };
}

/** `framing` as it stands in a profile. */
function passport(framing: object, events: number, line: { pieceBytes: number; bytesPerSecond: number }) {
  const parsed = scanFraming.parse(framing);
  const message = scanMessages(parsed, { kind: 'zone', lines: syntheticDocuments.chinesePassport }).scan;
  return { name: `passport, ${parsed.kind}: zone`, message, events, open: () => scanParser(parsed), ...line };
}

function code(framing: object, line: { pieceBytes: number; bytesPerSecond: number }): BenchedParser {
  const parsed = codeFraming.parse(framing);
  const message = codeMessage(parsed, 'https://example.org/verify/XJ-DEMO01-20261121-0001');
  return { name: `code scanner, ${parsed.kind}`, message, events: 1, open: () => codeParser(parsed), ...line };
}

function receiptStatus(form: 'dleEot' | 'fullStatus'): BenchedParser {
  const pushed = form === 'dleEot' ? encodeAutomatic(readyCondition) : encodeFullStatus(readyCondition);
  const answers = Uint8Array.of(encodeRealTime(1, readyCondition), encodeRealTime(4, readyCondition));
  const processed = Uint8Array.of(0x37, 0x22, ...Buffer.from('0001'), 0);
  return {
    name: `receipt printer, ${form}`,
    message: joined(pushed, answers, processed),
    events: 4,
    open: () => ({ push: createStatusParser(form) }),
    ...serial(115_200),
  };
}

/** Both readers are made for one request, so each answer has a new one. */
function answering<Event>(open: () => { push(bytes: Uint8Array): readonly Event[] }): {
  push(bytes: Uint8Array): readonly Event[];
} {
  let reader = open();
  return {
    push(bytes) {
      const events = reader.push(bytes);
      if (events.length > 0) reader = open();
      return events;
    },
  };
}

function inputsAnswer(): BenchedParser {
  const request = rtuFrame(Uint8Array.of(1, 2, 0, 0, 0, 16));
  const bits = Array.from({ length: 16 }, (_, input) => input % 3 === 0);
  return {
    name: 'I/O board: 16 inputs',
    message: bitsAnswer(1, 'readInputs', bits),
    events: 1,
    open: () =>
      answering(() => {
        const reader = rtuAnswerReader(request);
        return { push: (bytes) => [reader.push(bytes)].filter((frame) => frame !== null) };
      }),
    ...serial(9600),
  };
}

function pictureChunk(): BenchedParser {
  const bytes = 2048;
  const picture = syntheticFeatures(1, bytes);
  return {
    name: 'camera: 2 KiB of a picture',
    message: cameraAnswer({ serialNumber: 0, name: 'read' }, 'done', picture),
    events: 1,
    open: () => answering(() => cameraAnswerReader(0, { name: 'read', at: 0, bytes, pause: 10 })),
    ...serial(115_200),
  };
}

/** As many attributes as an office printer has. */
function printerAttributes(): BenchedParser {
  const attributes = Array.from({ length: 100 }, (_, index) => [
    integer(`jpeg-k-octets-supported-${index}`, index),
    keywords(`media-col-supported-${index}`, ['media-size', 'media-source', 'media-type']),
    attribute(`printer-state-message-${index}`, { kind: 'text', value: 'Zufuhr 2: Papier nachlegen' }),
  ]).flat();
  const message = encodeIpp({
    version: { major: 2, minor: 0 },
    code: 0,
    requestId: 1,
    groups: [{ tag: 'printer', attributes }],
    data: new Uint8Array(),
  });
  return {
    name: 'document printer: 300 IPP attributes',
    message,
    events: 1,
    // The body of an HTTP answer, read whole; at most one a second.
    pieceBytes: message.length,
    bytesPerSecond: message.length,
    open: () => ({ push: (bytes) => [decodeIpp(bytes)].filter(({ ok }) => ok) }),
  };
}

export const parsers: readonly BenchedParser[] = [
  { name: 'ID card: read answer', message: idCardAnswer(), events: 1, open: samVReader, ...serial(115_200) },
  slot('crt-571', serial(9600)),
  slot('crt-hid', USB_PACKET),
  dispenser(),
  fingerUpload(),
  fingerImage(),
  passport({ kind: 'est-100' }, 1, serial(256_000, 11)),
  passport({ kind: 'desko', startOfData: 0x1c, endOfData: 0x1d }, 2, serial(115_200)),
  passport({ kind: 'keyboard-wedge' }, 2, KEYBOARD_REPORT),
  code({ kind: 'serial' }, serial(115_200)),
  code({ kind: 'hid-pos' }, USB_PACKET),
  code({ kind: 'keyboard-wedge' }, KEYBOARD_REPORT),
  receiptStatus('dleEot'),
  receiptStatus('fullStatus'),
  inputsAnswer(),
  pictureChunk(),
  printerAttributes(),
];
