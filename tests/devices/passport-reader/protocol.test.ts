import { describe, expect, it } from 'vitest';
import { delimitedFrames } from '../../../devices/passport-reader/delimited-frames.ts';
import { est100Message, est100Parser, type Est100Framing } from '../../../devices/passport-reader/est-100.ts';
import { otherFirmwareScan, scanMessages, scanParser } from '../../../devices/passport-reader/protocol.ts';
import { passportReaderProfile, type ScanFraming } from '../../../devices/passport-reader/profile.ts';
import type { ScanEvent } from '../../../devices/passport-reader/scan-event.ts';
import { syntheticDocuments } from '../../../devices/passport-reader/synthetic-documents.ts';
import { pushParserProperties } from '../transport/push-parser-properties.ts';
import { framingKinds, profiles } from './lane.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const framed = (content: string): Uint8Array => Uint8Array.of(0x02, ...text(content), 0x03, 0x0d, 0x0a);
const { specimenPassport: passport } = syntheticDocuments;

function scansOf(framing: ScanFraming): { bytes: Uint8Array; events: ScanEvent[] }[] {
  // EST-100 says that a scan begins in a message of its own.
  const begin: ScanEvent[] = framing.kind === 'est-100' ? [] : [{ kind: 'begin' }];
  return Object.values(syntheticDocuments).map((lines) => ({
    bytes: scanMessages(framing, { kind: 'zone', lines }).scan,
    events: [...begin, { kind: 'zone', lines }],
  }));
}

for (const kind of framingKinds) {
  const { framing } = profiles[kind];
  pushParserProperties<ScanEvent>({
    name: `a passport reader's ${kind}`,
    parser: () => scanParser(framing),
    scans: scansOf(framing),
    shortScan: scanMessages(framing, { kind: 'zone', lines: ['P<', '7'] }).scan,
    mostPendingBytes: framing.kind === 'keyboard-wedge' ? framing.longestText + 8 : framing.longestFrameBytes + 4,
    scanKinds: ['zone'],
  });
}

describe('the bytes of each framing', () => {
  it('are those of the published descriptions', () => {
    const { framing: est100 } = profiles['est-100'];
    expect(hex(scanMessages(est100, { kind: 'blank' }).begin)).toBe(
      `02${hex(text('PCSign:{"stage":"readStart","type":"PassPort"}'))}030d0a`,
    );
    expect(hex(scanMessages(est100, { kind: 'zone', lines: ['AB', 'CD'] }).scan)).toBe(
      `02${hex(text('CameraData:{"data":"AB\\nCD","type":"PassPort"}'))}030d0a`,
    );
    expect(hex(scanMessages(profiles.desko.framing, { kind: 'zone', lines: ['AB', 'CD'] }).scan)).toBe(
      '1c0241420d43440d031d',
    );
    expect(hex(scanMessages(profiles['keyboard-wedge'].framing, { kind: 'zone', lines: ['A<'] }).scan)).toBe(
      [
        '0200040000000000',
        '0000000000000000',
        '0200360000000000',
        '0000000000000000',
        '0000280000000000',
        '0000000000000000',
      ].join(''),
    );
  });

  it.each(framingKinds)('of another maker are understood by none (%s)', (kind) => {
    const parser = scanParser(profiles[kind].framing);
    const events = [...parser.push(otherFirmwareScan(passport)), ...parser.quiet()];
    expect(events.map((event) => event.kind)).toEqual(['misfit']);
  });
});

describe('messages of an EST-100', () => {
  const framing = profiles['est-100'].framing as Est100Framing;
  const hear = (bytes: Uint8Array): ScanEvent[] => {
    const parser = est100Parser(framing);
    return [...parser.push(bytes), ...parser.quiet()];
  };

  it.each<[string, ScanEvent]>([
    ['PCSign:{"stage":"readStart","type":"IDInfo"}', { kind: 'begin' }],
    ['PCSign:{"stage":"readEnd","type":"PassPort"}', { kind: 'end' }],
    ['CameraData:{"data":"","type":"PassPort"}', { kind: 'zone', lines: [] }],
    ['CameraData:{"data":"AB\\r\\n CD \\n","type":"PassPort","more":1}', { kind: 'zone', lines: ['AB', 'CD'] }],
    ['CameraData:{"data":"https://example.org","type":"QRCode"}', { kind: 'otherThing' }],
    ['EidlinkResult:{"name":"样本","photo":""}', { kind: 'otherThing' }],
    ['CameraData:{"data":7,"type":"PassPort"}', { kind: 'misfit' }],
    ['CameraData:{"data":"AB","type":"Boarding"}', { kind: 'misfit' }],
    ['CameraData:{"data":"AB"', { kind: 'misfit' }],
    ['PCSign:{"stage":"paused","type":"PassPort"}', { kind: 'misfit' }],
    ['Hello:{}', { kind: 'misfit' }],
    ['{"data":"AB","type":"PassPort"}', { kind: 'misfit' }],
    ['', { kind: 'misfit' }],
  ])('%s', (content, event) => {
    expect(hear(framed(content))).toEqual([event]);
  });

  it('that are no UTF-8 are none', () => {
    expect(hear(Uint8Array.of(0x02, ...text('CameraData:{"data":"'), 0xff, 0xfe, 0x03, 0x0d, 0x0a))).toEqual([
      { kind: 'misfit' },
    ]);
  });

  it('are found behind one that was cut', () => {
    const start = est100Message(framing, 'PCSign', { stage: 'readStart', type: 'PassPort' });
    expect(hear(Uint8Array.of(...start.subarray(0, 20), ...start))).toEqual([{ kind: 'misfit' }, { kind: 'begin' }]);
  });

  it('keep no more of a zone than a zone can have', () => {
    const [event] = hear(est100Message(framing, 'CameraData', { data: 'A'.repeat(60_000), type: 'PassPort' }));
    expect(event).toEqual({ kind: 'zone', lines: ['A'.repeat(512)] });
  });
});

describe('frames between marks', () => {
  it('are given up when they get too long, and found again', () => {
    const frames = delimitedFrames({ start: [1], end: [2], longestFrameBytes: 4 });
    expect(frames.push(Uint8Array.of(1, 7, 7, 7, 7, 7, 7, 1, 9, 2))).toEqual([
      { kind: 'begin' },
      { kind: 'misfit' },
      { kind: 'begin' },
      { kind: 'frame', body: Uint8Array.of(9) },
    ]);
  });

  it('forgive a stray byte or two before them', () => {
    const frames = delimitedFrames({ start: [1], end: [2], longestFrameBytes: 4 });
    frames.push(Uint8Array.of(9, 9, 9));
    expect(frames.quiet()).toEqual([]);
    frames.push(Uint8Array.of(9, 9, 9, 9, 9, 9, 9, 9));
    expect(frames.quiet()).toEqual([{ kind: 'misfit' }]);
  });
});

describe("a scanner's entry in a hardware profile", () => {
  const entry = { driver: 'mrz-scanner', connection: { kind: 'simulated' } };

  it('needs the marks of a DESKO reader, which only its settings tell', () => {
    expect(passportReaderProfile.safeParse({ ...entry, framing: { kind: 'desko' } }).success).toBe(false);
    expect(passportReaderProfile.safeParse({ ...entry, framing: { kind: 'est-200' } }).success).toBe(false);
  });

  it('takes an EST-100 on its odd line', () => {
    const connection = { kind: 'serial', path: '/dev/ttyS4', baudRate: 256_000, parity: 'odd' };
    expect(passportReaderProfile.parse({ ...entry, connection, framing: { kind: 'est-100' } }).framing).toMatchObject({
      start: [2],
      end: [3, 13, 10],
    });
  });
});
