import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Command, createCommandReader, isRealTime } from '../../../devices/receipt-printer/command.ts';
import { columnsOf, layoutReceipt, printableText, wrap } from '../../../devices/receipt-printer/layout.ts';
import { bytesOf, escPosModel } from '../../../devices/receipt-printer/profile.ts';
import { askProcessId, encodeReceipt, recoverAndReset } from '../../../devices/receipt-printer/protocol.ts';
import type { Receipt, ReceiptLine } from '../../../devices/receipt-printer/receipt-printer.ts';
import { mutations } from '../../support/mutations.ts';
import { parseEscPos } from '../../../devices/receipt-printer/ticket.ts';

const roll80 = escPosModel({ paper: 'roll80' });
const roll58 = escPosModel({ paper: 'roll58' });
const custom = escPosModel({ paper: 'roll80', presenter: 'custom-full-status' });
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').replaceAll(/../g, '$& ').trim();
const text = (content: string): Receipt => ({ lines: [{ kind: 'text', text: content }] });

/** Everything that a keyboard, a card or an attacker can bring: control bytes, halves, rare and mixed characters. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      '\u001b',
      '\u001d',
      '\u0010',
      '\u0004',
      '\u0005',
      '\u0014',
      '@',
      'V',
      'A',
      '\n',
      '\ud800',
      '中',
      '㐀',
      '𠮷',
    ),
  }),
);
const anyLine: fc.Arbitrary<ReceiptLine> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    text: anyText,
    align: fc.constantFrom('left' as const, 'centre' as const, 'right' as const),
    bold: fc.boolean(),
    size: fc.constantFrom(1 as const, 2 as const),
  }),
  fc.record({ kind: fc.constant('pair' as const), label: anyText, value: anyText }),
  fc.record({ kind: fc.constant('rule' as const) }),
  fc.record({ kind: fc.constant('feed' as const), lines: fc.oneof(fc.integer(), fc.double()) }),
  fc.record({ kind: fc.constant('qr' as const), data: anyText }),
  fc
    .tuple(fc.integer({ min: 1, max: 640 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 255 }))
    .map(([widthDots, heightDots, byte]) => {
      // Rows of few different bytes: the likelier to look like a command.
      const bits = Uint8Array.from({ length: Math.ceil(widthDots / 8) * heightDots }, (_, at) =>
        at % 3 === 0 ? 0x10 : at % 5 === 0 ? byte : at % 7,
      );
      return { kind: 'image' as const, widthDots, heightDots, bits };
    }),
);
const anyReceipt: fc.Arbitrary<Receipt> = fc.record({ lines: fc.array(anyLine, { maxLength: 12 }) });
const anyModel = fc.constantFrom(roll58, roll80, custom);

describe('encoding', () => {
  test('the bytes of the manuals', () => {
    const bytes = hex(
      encodeReceipt({ lines: [{ kind: 'text', text: '警A', align: 'centre', bold: true, size: 2 }] }, roll80),
    );
    expect(bytes).toBe('1b 40 1d 61 0e 1b 52 0f 1c 26 1b 61 01 1b 45 01 1d 21 11 be af 41 0a 1d 56 42 18');
    expect(hex(askProcessId('0042'))).toBe('1d 28 48 06 00 30 30 30 30 34 32');
    expect(hex(bytesOf(roll80.clearBuffers))).toBe('10 14 08 01 03 14 01 06 02 08');
    expect(hex(recoverAndReset(roll80))).toBe('10 05 02 1b 40 1d 61 0e');
    expect(hex(recoverAndReset(custom))).toBe('10 05 02 1b 40 1d e0 0f');
  });

  test('the native QR symbol', () => {
    expect(hex(encodeReceipt({ lines: [{ kind: 'qr', data: 'AB' }] }, roll58))).toContain(
      '1b 61 01 1d 28 6b 04 00 31 41 32 00 1d 28 6b 03 00 31 43 05 1d 28 6b 03 00 31 45 31 1d 28 6b 05 00 31 50 30 41 42 1d 28 6b 03 00 31 51 30',
    );
  });

  test('round trip: what is encoded is what comes out, line by line', () => {
    fc.assert(
      fc.property(anyReceipt, anyModel, (receipt, model) => {
        expect(parseEscPos(encodeReceipt(receipt, model)).lines).toEqual(layoutReceipt(receipt, model));
      }),
      { numRuns: 1000 },
    );
  });

  test('no text can become a command', () => {
    const allowed = ['text', 'lineFeed', 'align', 'bold', 'size'];
    const frame = createCommandReader()(encodeReceipt({ lines: [] }, roll80)).map(({ kind }) => kind);
    fc.assert(
      fc.property(anyText, (content) => {
        const commands = createCommandReader()(encodeReceipt(text(content), roll80)).map(({ kind }) => kind);
        // Initialisation in front, cut behind, and between them nothing that a text does not need.
        expect(commands.slice(0, frame.length - 1)).toEqual(frame.slice(0, -1));
        expect(commands.at(-1)).toBe('cut');
        for (const kind of commands.slice(frame.length - 1, -1)) expect(allowed).toContain(kind);
      }),
      { numRuns: 1000 },
    );
  });

  test('no receipt contains a real-time sequence, not even inside data', () => {
    fc.assert(
      fc.property(anyReceipt, (receipt) => {
        const bytes = encodeReceipt(receipt, roll80);
        expect(createCommandReader()(bytes).some(isRealTime)).toBe(false);
        // A printer that looks for them everywhere finds DLE only before what is no real-time command.
        const second = new Set([0x04, 0x05, 0x14]);
        expect(bytes.findIndex((byte, at) => byte === 0x10 && second.has(bytes[at + 1] ?? 0))).toBe(-1);
      }),
      { numRuns: 1000 },
    );
  });
});

const squeezed = (each: string): string => each.replaceAll(' ', '');
const pairOf = (value: string) =>
  layoutReceipt({ lines: [{ kind: 'pair', label: '编号', value }] }, { columns: 16, dots: 200 });

describe('layout', () => {
  test('no line is wider than the roll', () => {
    fc.assert(
      fc.property(anyReceipt, anyModel, (receipt, model) => {
        for (const line of layoutReceipt(receipt, model)) {
          if (line.kind === 'text') expect(columnsOf(line.text) * line.size).toBeLessThanOrEqual(model.columns);
          if (line.kind === 'image') expect(line.widthDots).toBeLessThanOrEqual(model.dots);
        }
      }),
    );
  });

  test('wrapping loses nothing but spaces', () => {
    fc.assert(
      fc.property(anyText.map(printableText), fc.integer({ min: 2, max: 48 }), (content, columns) => {
        expect(squeezed(wrap(content, columns).join(''))).toBe(squeezed(content));
      }),
    );
  });

  test('breaks Latin between words and never starts a line with closing punctuation', () => {
    expect(wrap('keep this slip safe', 10)).toEqual(['keep this', 'slip safe']);
    expect(wrap('请妥善保管，谢谢。', 10)).toEqual(['请妥善保', '管，谢谢。']);
    expect(wrap('https://example.org/0123456789', 10)).toEqual(['https://ex', 'ample.org/', '0123456789']);
  });

  test('sets a pair left and right, or the value below when it does not fit', () => {
    expect(pairOf('A-1')).toMatchObject([{ text: '编号         A-1' }, { kind: 'cut' }]);
    expect(pairOf('0123456789012')).toMatchObject([
      { text: '编号', align: 'left' },
      { text: '0123456789012', align: 'right' },
      { kind: 'cut' },
    ]);
  });

  test('keeps rare characters of names, also those of private use', () => {
    expect(printableText('𠮷䶮㑇·\ue863')).toBe('𠮷䶮㑇·\ue863');
  });

  test('turns every line break and space into a plain one, and drops what turns the direction', () => {
    expect(printableText('a\tb\r\nc\u00a0d\u2028e\u202ef\u200bg\u3000h\ud800')).toBe('a b  c d efg\u3000h');
  });

  test('prints data that is too long for a symbol as text', () => {
    const data = 'x'.repeat(301);
    expect(layoutReceipt({ lines: [{ kind: 'qr', data }] }, roll80).map(({ kind }) => kind)).not.toContain('qr');
  });
});

describe('reading commands', () => {
  const runs = { numRuns: 2000 };

  test('any bytes in any pieces give the same commands, and never throw', () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 12 }), { maxLength: 12 });
    fc.assert(
      fc.property(pieces, (parts) => {
        const inPieces = createCommandReader();
        const merged = mergeText(parts.flatMap((part) => [...inPieces(part)]));
        expect(merged).toEqual(mergeText([...createCommandReader()(Buffer.concat(parts))]));
      }),
      runs,
    );
  });

  test('random bytes print something or nothing, and never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(Array.isArray(parseEscPos(bytes).lines)).toBe(true);
      }),
      runs,
    );
  });

  test('100 000 mutated receipts: no throw, and what is not understood is not kept', () => {
    const random = mutations(3);
    const receipt = encodeReceipt(
      { lines: [{ kind: 'qr', data: 'AB' }, { kind: 'text', text: '中' }, picture] },
      custom,
    );
    const read = createCommandReader();
    let commands = 0;
    for (let frame = 0; frame < 100_000; frame += 1) commands += read(random.mutate(receipt)).length;
    expect(commands).toBeGreaterThan(1000);
    // The longest command that noise can pretend to begin, and the next receipt is read.
    read(new Uint8Array(70_000).fill(0x0a));
    expect(read(receipt).map(({ kind }) => kind)).toContain('cut');
  }, 60_000);

  test('DLE EOT inside the data of another command is data', () => {
    const qr = Uint8Array.of(0x1d, 0x28, 0x6b, 6, 0, 0x31, 0x50, 0x30, 0x10, 0x04, 0x01);
    expect(createCommandReader()(qr).map(({ kind }) => kind)).toEqual(['storeQr']);
    expect(createCommandReader()(Uint8Array.of(0x1b, 0x33, 0x10, 0x04, 0x01)).map(({ kind }) => kind)).toEqual([
      'other',
      'other',
      'other',
    ]);
  });
});

const picture = { kind: 'image', widthDots: 10, heightDots: 2, bits: Uint8Array.of(0x10, 0x04, 0xff, 0xc0) } as const;

describe('a picture', () => {
  test('has the bytes of the manuals, and blackens a dot where it would be a real-time command', () => {
    const bytes = hex(encodeReceipt({ lines: [picture] }, roll58));
    expect(bytes).toContain('1b 61 01 1d 76 30 00 02 00 02 00 18 04 ff c0');
  });

  test('is sent in bands, cut off at the roll and at 20 cm', () => {
    const bits = new Uint8Array(100 * 2000);
    const lines = layoutReceipt({ lines: [{ kind: 'image', widthDots: 800, heightDots: 2000, bits }] }, roll58);
    expect(lines).toHaveLength(13 + 1);
    expect(lines[12]).toMatchObject({ widthDots: 384, heightDots: 1600 - 12 * 128 });
  });

  test('of another size than it says is a mistake of the caller', () => {
    expect(() => layoutReceipt({ lines: [{ ...picture, heightDots: 3 }] }, roll58)).toThrow('10 × 3 dots has 4 bytes');
  });
});

/** A run of text may be cut anywhere. */
function mergeText(commands: readonly Command[]): readonly unknown[] {
  const merged: (Exclude<Command, { kind: 'text' }> | { kind: 'text'; bytes: number[] })[] = [];
  for (const command of commands) {
    const last = merged.at(-1);
    if (command.kind !== 'text') merged.push(command);
    else if (last?.kind === 'text') last.bytes.push(...command.bytes);
    else merged.push({ kind: 'text', bytes: [...command.bytes] });
  }
  return merged;
}
