import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyboardReports, reportsTyping } from '../../../devices/transport/keyboard-reports.ts';

const report = (...bytes: number[]): Uint8Array => Uint8Array.from({ length: 8 }, (_, at) => bytes[at] ?? 0);
const up = report();
const typed = (...reports: Uint8Array[]): string => {
  const keyboard = keyboardReports();
  return reports.map((one) => keyboard.push(one)).join('');
};

describe('boot keyboard reports', () => {
  it('type every character of the US layout, and control characters with ctrl', () => {
    for (let code = 0x20; code < 0x7f; code += 1) {
      expect(typed(reportsTyping(String.fromCharCode(code)))).toBe(String.fromCharCode(code));
    }
    expect(typed(reportsTyping('\u0001\u001A\t\r'))).toBe('\u0001\u001A\t\r');
    expect(() => reportsTyping('字')).toThrow('no key');
  });

  it.each<[string, string, Uint8Array[]]>([
    ['a key held down types once', 'a', [report(0, 0, 4), report(0, 0, 4), up]],
    ['the same key twice, released between', 'aa', [report(0, 0, 4), up, report(0, 0, 4), up]],
    ['a new key before the last is up', 'ab', [report(0, 0, 4), report(0, 0, 4, 5), report(0, 0, 5), up]],
    ['two keys in one report', 'ab', [report(0, 0, 4, 5), up]],
    ['left and right shift', 'AB', [report(0x02, 0, 4), up, report(0x20, 0, 5), up]],
    ['shift alone', '', [report(0x02), up]],
    [
      'too many keys: what was down stays down',
      'a',
      [report(0, 0, 4), report(0, 0, 1, 1, 1, 1, 1, 1), report(0, 0, 4)],
    ],
    ['the number block', '7.\r', [report(0, 0, 0x5f), up, report(0, 0, 0x63), up, report(0, 0, 0x58), up]],
    ['a key without a character', '\uFFFD', [report(0, 0, 0x3a), up]],
    ['alt and a number', '\uFFFD', [report(0x04, 0, 0x5f), up]],
    ['ctrl and a digit', '\uFFFD', [report(0x01, 0, 0x1e), up]],
  ])('%s', (_name, text, reports) => {
    expect(typed(...reports)).toBe(text);
  });

  it('with a report id are read where the device has one', () => {
    const keyboard = keyboardReports(3);
    expect(keyboard.push(reportsTyping('Kiosk7', 3))).toBe('Kiosk7');
    expect(keyboard.skippedBytes).toBe(0);
    expect(keyboardReports(4).push(reportsTyping('Kiosk7', 3))).toBe('');
  });

  it('tell bytes that can be of no report, and forget a cut one', () => {
    const keyboard = keyboardReports();
    keyboard.push(new TextEncoder().encode('P<UTOERIKSSON<<ANNA'));
    expect(keyboard.skippedBytes).toBeGreaterThan(8);
    expect(keyboard.pendingBytes).toBeLessThan(8);
    keyboard.clear();
    expect(keyboard.push(reportsTyping('P<'))).toBe('P<');
    expect(keyboard.skippedBytes).toBe(0);
  });

  it('type the same text however the bytes are cut', () => {
    const text = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (wanted, size) => {
        const keyboard = keyboardReports();
        const bytes = reportsTyping(wanted);
        let heard = '';
        for (let at = 0; at < bytes.length; at += size) heard += keyboard.push(bytes.subarray(at, at + size));
        expect(heard).toBe(wanted);
      }),
      { seed: 7 },
    );
  });
});
