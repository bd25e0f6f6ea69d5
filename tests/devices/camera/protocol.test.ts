import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerFrame,
  answerReader,
  answerStatuses,
  baudRates,
  commandFrame,
  commandReader,
  commands,
  parseCommand,
  pictureSizes,
  type AnswerEvent,
  type Command,
} from '../../../devices/camera/protocol.ts';
import { DAMAGED_FRAMES, DAMAGED_FRAMES_MS, mutations, pieces } from '../../support/mutations.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const plain = (events: AnswerEvent[]): string[] =>
  events.map((event) => (event.kind === 'answer' ? `${event.status} ${hexOf(event.data)}` : 'bad'));

const sent = (command: Command): string => hexOf(commandFrame(0, command));
const answered = (name: Command['name'], data = ''): string =>
  hexOf(answerFrame({ serialNumber: 0, name }, 'done', hex(data)));

const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc
    .constantFrom('reset' as const, 'version' as const, 'size' as const, 'stopFrame' as const, 'length' as const)
    .map((name) => ({ name })),
  fc.constantFrom(2 as const, 3 as const).map((flag) => ({ name: 'resume' as const, flag })),
  fc.constantFrom(...pictureSizes).map((size) => ({ name: 'setSize' as const, size })),
  fc.constantFrom(...baudRates).map((baudRate) => ({ name: 'setBaud' as const, baudRate })),
  fc.record({
    name: fc.constant('read' as const),
    at: fc.nat(0xffff_ffff),
    bytes: fc.integer({ min: 1, max: 8192 }),
    pause: fc.nat(0xffff),
  }),
);
const serialNumber = fc.nat(255);
/** Bytes among which no answer begins. */
const noise = fc.uint8Array({ maxLength: 200 }).map((bytes) => bytes.map((byte) => (byte === 0x76 ? 0x77 : byte)));

function goodAnswer(number: number, command: Command, seed: Uint8Array): Uint8Array {
  const [least] = commands[command.name].answer;
  const length = command.name === 'read' ? command.bytes : least;
  const data = Uint8Array.from({ length }, (_, at) => seed[at % seed.length] ?? 0);
  return answerFrame({ serialNumber: number, name: command.name }, 'done', data);
}

describe('the bytes of a VC0706 camera', () => {
  it('are those of the makers’ lists', () => {
    expect(sent({ name: 'reset' })).toBe('56002600');
    expect(sent({ name: 'version' })).toBe('56001100');
    expect(sent({ name: 'stopFrame' })).toBe('5600360100');
    expect(sent({ name: 'resume', flag: 3 })).toBe('5600360103');
    expect(sent({ name: 'length' })).toBe('5600340100');
    expect(sent({ name: 'setSize', size: '640x480' })).toBe('560031050401001900');
    expect(sent({ name: 'setSize', size: '320x240' })).toBe('560031050401001911');
    expect(sent({ name: 'setSize', size: '160x120' })).toBe('560031050401001922');
    expect(sent({ name: 'setBaud', baudRate: 115200 })).toBe('56003106040200080da6');
    expect(sent({ name: 'read', at: 0x1234, bytes: 0x800, pause: 10 })).toBe('5600320c000a0000123400000800000a');
    expect(answered('reset')).toBe('7600260000');
    expect(answered('stopFrame')).toBe('7600360000');
    expect(answered('length', '0000b0f4')).toBe('76003400040000b0f4');
    expect(answered('read', 'ffd8')).toBe('7600320000ffd87600320000');
  });

  it('take every command through a round trip', () => {
    fc.assert(
      fc.property(anyCommand, serialNumber, (command, number) => {
        const [frame, ...more] = commandReader().push(commandFrame(number, command));
        expect(more).toEqual([]);
        expect(frame?.serialNumber).toBe(number);
        expect(frame && parseCommand(frame.code, frame.data)).toEqual(command);
      }),
    );
  });

  it('take every answer through a round trip, cut anywhere and behind noise or a greeting', () => {
    const seed = fc.uint8Array({ minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(anyCommand, serialNumber, noise, seed, fc.array(fc.nat(), { maxLength: 20 }), (...given) => {
        const [command, number, before, bytes, cuts] = given;
        const frame = goodAnswer(number, command, bytes);
        const reader = answerReader(number, command);
        const events = pieces(Uint8Array.of(...before, ...frame), cuts).flatMap((piece) => reader.push(piece));
        const [first] = events;
        expect(first?.kind === 'answer' && first.status).toBe('done');
        if (command.name === 'read' && first?.kind === 'answer') {
          expect(hexOf(first.data)).toBe(hexOf(frame.slice(5, -5)));
        }
      }),
    );
  });

  it('tell a refusal from an answer', () => {
    for (const status of Object.values(answerStatuses)) {
      if (status === 'done') continue;
      for (const name of ['version', 'length', 'stopFrame'] as const) {
        const bytes = answerFrame({ serialNumber: 7, name }, status);
        expect(plain(answerReader(7, { name }).push(bytes))).toEqual([`${status} `]);
      }
      const read = { name: 'read', at: 0, bytes: 64, pause: 10 } as const;
      expect(plain(answerReader(0, read).push(answerFrame({ serialNumber: 0, name: 'read' }, status)))).toEqual([
        `${status} `,
      ]);
    }
  });

  it('make no answer of another camera, of another command, or with another end', () => {
    const other = answerFrame({ serialNumber: 1, name: 'stopFrame' }, 'done');
    expect(answerReader(0, { name: 'stopFrame' }).push(other)).toEqual([]);
    expect(answerReader(1, { name: 'length' }).push(other)).toEqual([]);
    const read = { name: 'read', at: 0, bytes: 4, pause: 10 } as const;
    const cut = hex('76 00 32 00 00 01 02 03 04 76 00 33 00 00');
    expect(plain(answerReader(0, read).push(cut))).toEqual(['bad']);
  });

  it('find the answer behind one that was cut short', () => {
    const read = { name: 'read', at: 0, bytes: 16, pause: 10 } as const;
    const whole = answerFrame({ serialNumber: 0, name: 'read' }, 'done', new Uint8Array(16).fill(9));
    for (let cut = 1; cut < whole.length; cut += 1) {
      const events = plain(answerReader(0, read).push(Uint8Array.of(...whole.subarray(0, cut), ...whole)));
      expect(events.at(-1), `cut at ${cut}`).toBe(`done ${'09'.repeat(16)}`);
    }
  });

  it('give the same events however the stream is cut', () => {
    const beginning = fc.constantFrom(hex('76 00 32 00 00'), hex('76 00 32 04 00'), hex('76 00 32'), hex('76'));
    const stream = fc
      .array(fc.oneof(noise, beginning, fc.constant(hex('76 00 32 00 00 01 02 03 04 76 00 32 00 00'))), {
        maxLength: 9,
      })
      .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));
    const read = { name: 'read', at: 0, bytes: 4, pause: 10 } as const;
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 40 }), (whole, cuts) => {
        const [atOnce, cut] = [answerReader(0, read), answerReader(0, read)];
        expect(plain(pieces(whole, cuts).flatMap((piece) => cut.push(piece)))).toEqual(plain(atOnce.push(whole)));
        expect(cut.pendingBytes).toBe(atOnce.pendingBytes);
      }),
    );
  });

  it(
    'never throw and never pile up, in 100 000 damaged answers and commands',
    () => {
      const commandsSeen = commandReader();
      const { mutate } = mutations(7);
      const short = anyCommand.map((command) => (command.name === 'read' ? { ...command, bytes: 32 } : command));
      const some = fc.sample(short, { numRuns: 200, seed: 7 });
      for (let turn = 0; turn < DAMAGED_FRAMES; turn += 1) {
        const command = some[turn % some.length]!;
        const reader = answerReader(0, command);
        for (const event of reader.push(mutate(goodAnswer(0, command, Uint8Array.of(1, 0x76, 3))))) {
          if (event.kind === 'answer' && event.data.length > 255) throw new Error('more data than an answer has');
        }
        if (reader.pendingBytes > 260) throw new Error('more than one answer waits');
        for (const { code, data } of commandsSeen.push(mutate(commandFrame(0, command)))) parseCommand(code, data);
      }
    },
    DAMAGED_FRAMES_MS,
  );

  it('keep the memory bounded in a megabyte of beginnings', () => {
    const read = { name: 'read', at: 0, bytes: 8192, pause: 10 } as const;
    const reader = answerReader(0, read);
    const beginnings = new Uint8Array(1_048_576);
    for (let at = 0; at + 5 < beginnings.length; at += 7) beginnings.set(hex('76 00 32 00 00'), at);
    reader.push(beginnings);
    expect(reader.pendingBytes).toBeLessThan(8192 + 11);
  });
});
