import { describe, expect, it } from 'vitest';
import { longestCode } from '../../../devices/code-scanner/code-scanner.ts';
import { LONGEST_CODE_BYTES, type CodeEvent } from '../../../devices/code-scanner/code-text.ts';
import { hidPosReports, type HidPosFraming } from '../../../devices/code-scanner/hid-pos.ts';
import { codeScannerProfile } from '../../../devices/code-scanner/profile.ts';
import { codeMessage, codeParser } from '../../../devices/code-scanner/protocol.ts';
import { reportsTyping } from '../../../devices/transport/keyboard-reports.ts';
import { pushParserProperties } from '../transport/push-parser-properties.ts';
import { framingKinds, profiles } from './lane.ts';

const bytesOf = (content: string): Uint8Array => new TextEncoder().encode(content);
const code = (text: string): CodeEvent => ({ kind: 'code', text });
const codes = ['7', 'XJ-2026-000042', 'https://hall.example/q?id=42&k=aB', 'a1'.repeat(longestCode / 2)];

for (const kind of framingKinds) {
  const { framing } = profiles[kind];
  pushParserProperties<CodeEvent>({
    name: `a code scanner's ${kind}`,
    parser: () => codeParser(framing),
    scans: codes.map((text) => ({ bytes: codeMessage(framing, text), events: [{ kind: 'code', text }] })),
    shortScan: codeMessage(framing, '7'),
    mostPendingBytes: LONGEST_CODE_BYTES + 64,
    scanKinds: ['code'],
  });
}

function hear(kind: keyof typeof profiles, ...sent: readonly Uint8Array[]): CodeEvent[] {
  const parser = codeParser(profiles[kind].framing);
  return [...sent.flatMap((bytes) => parser.push(bytes)), ...parser.quiet()];
}

describe('codes on a serial line', () => {
  it.each<[string, CodeEvent[]]>([
    ['one\r', [code('one')]],
    ['one\n', [code('one')]],
    ['one\r\ntwo\r\n', [code('one'), code('two')]],
    ['\r\n\r\n', []],
    ['受理号 7\r', [code('受理号 7')]],
    ['a\tb\r', [{ kind: 'unusable' }]],
    ['a\u007Fb\r', [{ kind: 'unusable' }]],
    ['a\u0085b\r', [{ kind: 'unusable' }]],
    ['a\u001Db\r\nnext\r\n', [{ kind: 'unusable' }]],
    [`${'x'.repeat(longestCode + 1)}\r`, [{ kind: 'unusable' }]],
    [`${'字'.repeat(longestCode)}\r`, [code('字'.repeat(longestCode))]],
    ['no end', [{ kind: 'misfit' }]],
    ['a\u0001b', [{ kind: 'unusable' }, { kind: 'misfit' }]],
  ])('%j', (sent, events) => {
    expect(hear('serial', bytesOf(sent))).toEqual(events);
  });

  it('that are no UTF-8 are unusable', () => {
    expect(hear('serial', Uint8Array.of(0xca, 0xdc, 0xc0, 0xed, 0x0d))).toEqual([{ kind: 'unusable' }]);
  });
});

describe('reports of the bar code page', () => {
  const framing = profiles['hid-pos'].framing as HidPosFraming;

  it('are laid out as two makers document them', () => {
    const [report] = [hidPosReports(framing, bytesOf('7'.repeat(60)))];
    expect(report).toHaveLength(128);
    expect([...report.subarray(0, 6)]).toEqual([2, 56, 0x5d, 0x51, 0x31, 0x37]);
    expect(report[63]).toBe(1);
    expect([...report.subarray(64, 66)]).toEqual([2, 4]);
    expect(report[127]).toBe(0);
  });

  it('may carry the end of a line too, and may be empty', () => {
    expect(hear('hid-pos', hidPosReports(framing, bytesOf('one\r\n')))).toEqual([{ kind: 'code', text: 'one' }]);
    expect(hear('hid-pos', hidPosReports(framing, bytesOf('')))).toEqual([]);
  });

  it('that never come to an end are another layout, and those of too long a code are unusable', () => {
    const report = hidPosReports(framing, bytesOf('7'.repeat(60))).subarray(0, 64);
    expect(hear('hid-pos', report)).toEqual([{ kind: 'misfit' }]);
    expect(hear('hid-pos', ...Array.from({ length: 200 }, () => report))).toEqual([{ kind: 'unusable' }]);
  });

  it('follow the layout of the profile', () => {
    const other = codeScannerProfile.parse({
      driver: 'code-scanner',
      connection: { kind: 'simulated' },
      framing: { kind: 'hid-pos', reportBytes: 32, reportId: 5, dataAt: 2, longestData: 29, goesOnAt: 31 },
    }).framing;
    const parser = codeParser(other);
    const text = 'x'.repeat(70);
    expect(codeMessage(other, text)).toHaveLength(96);
    expect(parser.push(codeMessage(other, text))).toEqual([{ kind: 'code', text }]);
  });
});

describe('a keyboard wedge', () => {
  it('types control characters with ctrl: unusable', () => {
    expect(hear('keyboard-wedge', reportsTyping('ab\u0001c\r'))).toEqual([{ kind: 'unusable' }]);
  });

  it('is not believed after a report that was cut: the keys behind it are shifted', () => {
    const reports = reportsTyping('12345678\r');
    const events = hear('keyboard-wedge', reports.subarray(3));
    expect(events.map(({ kind }) => kind)).not.toContain('code');
    expect(events.map(({ kind }) => kind)).toContain('misfit');
  });
});
