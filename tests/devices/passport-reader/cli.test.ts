import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../../devices/passport-reader/cli.ts';
import type { ScannedThing } from '../../../devices/passport-reader/protocol.ts';
import { passportReaderSimulator, type PassportReaderSimulator } from '../../../devices/passport-reader/simulator.ts';
import { syntheticDocuments } from '../../../devices/passport-reader/synthetic-documents.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock } from '../../../main/clock/clock.ts';
import { hasSocat, ptyPair, type PtyPair } from '../../support/pty.ts';
import { profiles, type FramingKind } from './lane.ts';

/** Calls the tool, and does this as soon as it asks for a document. */
async function call(
  argv: readonly string[],
  whenAsked: () => void = () => {},
): Promise<{ code: number; output: string }> {
  let output = '';
  const code = await run(argv, (text) => {
    output += text;
    if (text.startsWith('lay ')) whenAsked();
  });
  return { code, output };
}

describe.skipIf(!hasSocat())("the technician's tool", () => {
  let pty: PtyPair;
  let simulator: PassportReaderSimulator | null = null;
  beforeEach(async () => {
    pty = await ptyPair();
  });
  afterEach(async () => {
    await simulator?.stop();
    await pty.kill();
  });

  async function place(kind: FramingKind, thing: ScannedThing): Promise<() => void> {
    const channel = serialChannel({ path: pty.b, baudRate: 115_200 });
    const started = passportReaderSimulator({
      channel,
      clock: systemClock,
      framing: profiles[kind].framing,
      scanMs: 5,
    });
    simulator = started;
    await started.start();
    return () => started.placeDocument(thing);
  }

  it('tells the status', async () => {
    expect(await call(['status', '--path', pty.a])).toEqual({ code: 0, output: 'device: online\nmedia: unknown\n' });
  });

  it('reads a permit and shows nothing that tells who it is', async () => {
    const lay = await place('est-100', { kind: 'zone', lines: syntheticDocuments.hkMacaoPermit });
    const { code, output } = await call(['read', '--path', pty.a], lay);
    expect(code).toBe(0);
    for (const secret of ['CA0000000', 'A0000', 'ZHENGJIAN', 'YANG', '证', '件', '1990', '900101'])
      expect(output).not.toContain(secret);
    expect(output).toContain('document: hkMacaoPermit (EEP) of CHN');
    expect(output).toContain('number: C******00');
    expect(output).toContain('name: Z********, Y***');
    expect(output).toContain('Chinese name: **样');
  });

  it('says which check digit is wrong', async () => {
    const lay = await place('est-100', { kind: 'zone', lines: syntheticDocuments.chinesePassport });
    simulator?.play({ at: 'scan', fault: 'wrongCheckDigit' });
    const { code, output } = await call(['read', '--path', pty.a], lay);
    expect(code).toBe(1);
    expect(output).toContain('failed: checkDigit: documentNumber');
  });

  it('tests a reader by any document, as its profile says', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kiosk-profile-'));
    try {
      const profile = path.join(folder, 'hall.json');
      const connection = { kind: 'serial', path: pty.a, baudRate: 9600 };
      writeFileSync(profile, JSON.stringify({ passportReader: { ...profiles.desko, connection } }));
      const lay = await place('desko', { kind: 'code', text: 'https://example.org' });
      const { code, output } = await call(['self-test', '--profile', profile], lay);
      expect(output).toContain('understood\nscans in another framing: 0');
      expect(code).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('tells that a scanner speaks otherwise', async () => {
    const lay = await place('desko', { kind: 'zone', lines: syntheticDocuments.chinesePassport });
    const { code, output } = await call(['self-test', '--path', pty.a], lay);
    expect(code).toBe(1);
    expect(output).toContain('not understood: unreadable\nscans in another framing: 1');
  });
});

describe("the technician's tool, used wrongly", () => {
  it('says that there is no scanner', async () => {
    const { code, output } = await call(['status', '--path', '/dev/kiosk-has-no-such-port']);
    expect(code).toBe(1);
    expect(output).toContain('device: noDevice');
  });

  it.each([[[]], [['erase', '--path', '/dev/x']], [['read']]])('shows how it is used: %j', async (argv) => {
    const { code, output } = await call(argv);
    expect(code).toBe(2);
    expect(output).toContain('passport-reader <action>');
  });
});
