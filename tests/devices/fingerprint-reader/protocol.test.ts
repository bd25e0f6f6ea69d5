import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packetReader, type PacketEvent } from '../../../devices/fingerprint-reader/packet-reader.ts';
import {
  acknowledgementCode,
  acknowledgements,
  commandName,
  commandPacket,
  commands,
  encodePacket,
  encodeParameters,
  LONGEST_PACKET,
  parseAnswer,
  parseParameters,
  type CommandName,
  type Packet,
} from '../../../devices/fingerprint-reader/protocol.ts';
import { damagedFrames, DAMAGED_FRAMES_MS, pieces } from '../../support/mutations.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const EVERYONE = 0xffffffff;
const packet: fc.Arbitrary<Packet> = fc.record({
  kind: fc.constantFrom('command', 'data', 'acknowledge', 'end'),
  address: fc.integer({ min: 0, max: EVERYONE }),
  content: fc.uint8Array({ maxLength: 256 }),
});
const packetsIn = (events: PacketEvent[]): Packet[] =>
  events.flatMap((event) =>
    event.event === 'packet' ? [{ kind: event.kind, address: event.address, content: event.content }] : [],
  );

describe('packets of an R30x module', () => {
  it('are those of the published manuals', () => {
    expect(commandPacket(EVERYONE, 'takeImage')).toEqual(hex('EF01 FFFFFFFF 01 0003 01 0005'));
    expect(commandPacket(EVERYONE, 'extract', [1])).toEqual(hex('EF01 FFFFFFFF 01 0004 02 01 0008'));
    expect(commandPacket(EVERYONE, 'extract', [2])).toEqual(hex('EF01 FFFFFFFF 01 0004 02 02 0009'));
    expect(commandPacket(EVERYONE, 'combine')).toEqual(hex('EF01 FFFFFFFF 01 0003 05 0009'));
    expect(commandPacket(EVERYONE, 'upload', [1])).toEqual(hex('EF01 FFFFFFFF 01 0004 08 01 000E'));
    expect(commandPacket(EVERYONE, 'empty')).toEqual(hex('EF01 FFFFFFFF 01 0003 0D 0011'));
    expect(commandPacket(EVERYONE, 'readParameters')).toEqual(hex('EF01 FFFFFFFF 01 0003 0F 0013'));
    expect(commandPacket(EVERYONE, 'countStored')).toEqual(hex('EF01 FFFFFFFF 01 0003 1D 0021'));
    expect(commandPacket(EVERYONE, 'verifyPassword', [0, 0, 0, 0])).toEqual(
      hex('EF01 FFFFFFFF 01 0007 13 00000000 001B'),
    );
    expect(encodePacket({ kind: 'acknowledge', address: EVERYONE, content: Uint8Array.of(0) })).toEqual(
      hex('EF01 FFFFFFFF 07 0003 00 000A'),
    );
  });

  it('have no word for searching, storing, matching or loading: 03, 04, 06, 07, 09, 1B', () => {
    const known = Object.values(commands).map(({ code }) => code);
    for (const code of [0x03, 0x04, 0x06, 0x07, 0x09, 0x1b]) {
      expect(known).not.toContain(code);
      expect(commandName(code)).toBeNull();
    }
  });

  it('know every acknowledgement both ways', () => {
    for (const [code, word] of Object.entries(acknowledgements)) {
      expect(acknowledgementCode(word)).toBe(Number(code));
      expect(parseAnswer('takeImage', Uint8Array.of(Number(code)))?.word).toBe(word);
    }
    expect(parseAnswer('takeImage', Uint8Array.of(0x7f))?.word).toBe('unknown');
    expect(parseAnswer('takeImage', new Uint8Array())).toBeNull();
    expect(parseAnswer('readParameters', new Uint8Array(16)), 'one byte short').toBeNull();
  });

  it('carry the parameters of the module', () => {
    const parameters = { systemId: 9, capacity: 1000, securityLevel: 3, packetBytes: 128, baudRate: 57_600 };
    expect(parseParameters(encodeParameters(parameters, EVERYONE))).toEqual(parameters);
  });

  it('survive the round trip, cut anywhere and glued together', () => {
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 6 }), fc.array(fc.nat(), { maxLength: 30 }), (sent, cuts) => {
        const reader = packetReader();
        const stream = Uint8Array.from(Buffer.concat(sent.map(encodePacket)));
        expect(packetsIn(pieces(stream, cuts).flatMap((piece) => reader.push(piece)))).toEqual(sent);
        expect(reader.pendingBytes).toBe(0);
      }),
    );
  });

  it('give the same events however a noisy stream is cut', () => {
    const stream = fc
      .array(
        fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.constant(hex('EF01 FFFFFFFF 07 0010')), packet.map(encodePacket)),
        {
          maxLength: 8,
        },
      )
      .map((parts) => Uint8Array.from(Buffer.concat(parts)));
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 40 }), (whole, cuts) => {
        const [atOnce, cut] = [packetReader(), packetReader()];
        expect(pieces(whole, cuts).flatMap((piece) => cut.push(piece))).toEqual(atOnce.push(whole));
      }),
    );
  });

  it('are found again behind junk and behind a packet that was cut short', () => {
    const pause = new Uint8Array(LONGEST_PACKET);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), packet, packet, fc.nat(), (junk, cut, sent, at) => {
        const reader = packetReader();
        const half = encodePacket(cut).subarray(0, at % (cut.content.length + 10));
        const events = [junk, pause, half, encodePacket(sent), pause].flatMap((piece) => reader.push(piece));
        const found = packetsIn(events).map(({ content }) => Buffer.from(content).toString('hex'));
        expect(found).toContain(Buffer.from(sent.content).toString('hex'));
      }),
    );
  });

  it(
    'never throw and never pile up, in 100 000 damaged packets',
    () => {
      const reader = packetReader();
      const names: CommandName[] = ['readParameters', 'countStored', 'takeImage'];
      let packets = 0;
      for (const damaged of damagedFrames(96, (content) =>
        encodePacket({ kind: 'acknowledge', address: 1, content }),
      )) {
        for (const event of reader.push(damaged)) {
          if (event.event === 'broken') continue;
          packets += 1;
          for (const name of names) {
            const answer = parseAnswer(name, event.content);
            if (answer && name === 'readParameters' && answer.word === 'done') parseParameters(answer.data);
          }
        }
        if (reader.pendingBytes >= LONGEST_PACKET) throw new Error('it piles up');
      }
      expect(packets, 'some are found between them').toBeGreaterThan(1000);
    },
    DAMAGED_FRAMES_MS,
  );

  it('keep nothing of what has passed: it was a finger', () => {
    const buffer = new Uint8Array(4096);
    const reader = packetReader(buffer);
    const content = new Uint8Array(200).fill(0xab);
    const sent = encodePacket({ kind: 'data', address: 1, content });
    reader.push(Uint8Array.of(...sent, ...sent, ...sent.subarray(0, 100)));
    expect(reader.pendingBytes).toBe(100);
    expect(buffer.subarray(100).every((byte) => byte === 0)).toBe(true);
    reader.clear();
    expect(buffer.every((byte) => byte === 0)).toBe(true);
  });

  it('with a length or a kind that none can have are broken at once, not waited for', () => {
    for (const start of ['EF01 00000000 07 0001', 'EF01 00000000 07 0103', 'EF01 00000000 05 0003']) {
      expect(packetReader().push(hex(start))).toEqual([{ event: 'broken' }]);
    }
  });
});
