import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Device } from '../../devices/device.ts';
import { mendOf } from '../../devices/mend.ts';
import { runTechnicianTool, type TechnicianTool } from '../../devices/technician-cli.ts';
import type { ByteChannel } from '../../devices/transport/byte-channel.ts';
import { streamConnection } from '../../devices/transport/connection.ts';
import { serialChannel } from '../../devices/transport/serial-channel.ts';
import { statusReasons } from '../../main/contract/device-status.ts';
import { hasSocat, ptyPair, type PtyPair } from '../support/pty.ts';

interface Echo extends Device {
  readonly line: ByteChannel;
}

const entry = z.strictObject({ driver: z.literal('echo'), connection: streamConnection });
const tool: TechnicianTool<z.infer<typeof entry>, Echo> = {
  device: 'echo',
  profileKey: 'echo',
  entry,
  entryAt: (connection) => ({ driver: 'echo', connection }),
  open({ entry: { connection }, channelTo }) {
    const line = channelTo(connection);
    let device: 'starting' | 'online' | 'noDevice' = 'starting';
    return {
      line,
      async start() {
        device = (await line.open()).ok ? 'online' : 'noDevice';
      },
      stop: () => line.close(),
      status: () => (device === 'noDevice' ? { device, reason: 'absent' } : { device }),
      onStatusChanged: () => () => {},
    };
  },
  actions: {
    shout: {
      does: 'says what it is told',
      async run(echo, { say, args }) {
        const heard = new Promise<Uint8Array>((resolve) => echo.line.onData(resolve));
        await echo.line.write(Buffer.from(args.join(' ')));
        say(`heard ${Buffer.from(await heard).toString()}`);
        return true;
      },
    },
    move: { does: 'moves', asksFirst: true, run: () => Promise.resolve(true) },
    fail: { does: 'fails', run: () => Promise.resolve(false) },
  },
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kiosk-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(...argv: string[]): Promise<{ code: number; said: string }> {
  let said = '';
  const code = await runTechnicianTool(tool, argv, (text) => (said += text));
  return { code, said };
}

describe("a technician's tool", () => {
  it.each([
    ['nothing', [], /which action\?/],
    ['an action that it does not have', ['dance', '--path', '/dev/null'], /unknown action: dance/],
    ['no address', ['status'], /--path, or --profile/],
    ['an address that is none', ['status', '--path', 'somewhere'], /no device file/],
    ['an option that it does not have', ['status', '--loud'], /--loud/],
    ['a profile that is not there', ['status', '--profile', '/nowhere.json'], /nowhere\.json/],
  ])('asked for %s shows what it can do', async (_, argv, why) => {
    const { code, said } = await run(...argv);
    expect(code).toBe(2);
    expect(said).toMatch(why);
    expect(said).toMatch(/usage: npm run device -- echo[^]*shout[^]*--trace/);
  });

  it('says why a device is not there, and what helps', async () => {
    const { code, said } = await run('status', '--path', path.join(folder, 'absent'));
    expect(code).toBe(1);
    expect(said).toContain(`reason: absent (${mendOf('absent')})`);
  });

  it('moves nothing without --yes', async () => {
    const there = path.join(folder, 'absent');
    expect(await run('move', '--path', there)).toMatchObject({ code: 2, said: expect.stringContaining('--yes') });
    expect((await run('move', '--path', there, '--yes')).code).toBe(0);
  });

  it('takes the device from the profile of the kiosk', async () => {
    const file = path.join(folder, 'profile.json');
    await writeFile(file, JSON.stringify({ echo: { driver: 'other' } }));
    expect((await run('status', '--profile', file)).said).toMatch(/driver/);
    await writeFile(file, '{}');
    expect((await run('status', '--profile', file)).said).toMatch(/has no echo/);
  });

  it('writes no trace into a file that is there already, and none where there are no bytes', async () => {
    const file = path.join(folder, 'trace');
    await writeFile(file, 'mine');
    expect((await run('status', '--path', '/dev/null', '--trace', file)).said).toMatch(/EEXIST/);
    expect(await readFile(file, 'utf8')).toBe('mine');
    let said = '';
    const without = { ...tool, traces: false as const };
    const argv = ['status', '--path', '/dev/null', '--trace', path.join(folder, 'other')];
    expect(await runTechnicianTool(without, argv, (text) => (said += text))).toBe(2);
    expect(said).toMatch(/no bytes to trace/);
  });

  it('ends with 1 when the device did not do it', async () => {
    expect((await run('fail', '--path', path.join(folder, 'absent'))).code).toBe(1);
  });

  it('has a sentence in the language of the terminal for each reason', () => {
    const language = process.env['LANG'];
    try {
      for (const lang of ['en_GB.UTF-8', 'zh_CN.UTF-8']) {
        process.env['LANG'] = lang;
        for (const reason of statusReasons)
          expect(mendOf(reason)).toMatch(lang.startsWith('zh') ? /[\u4e00-\u9fa5]/ : /^[A-Z]/);
      }
    } finally {
      if (language === undefined) delete process.env['LANG'];
      else process.env['LANG'] = language;
    }
  });
});

describe.skipIf(!hasSocat())('a raw trace', () => {
  let pty: PtyPair;
  beforeEach(async () => {
    pty = await ptyPair();
  });
  afterEach(() => pty.kill());

  it("holds every byte of both directions, is nobody else's to read, and says what it holds", async () => {
    const other = serialChannel({ path: pty.b, baudRate: 115_200 });
    await other.open();
    other.onData((bytes) => void other.write(bytes));
    const file = path.join(folder, 'trace');
    const { code, said } = await run('shout', 'hello', '--path', pty.a, '--trace', file);
    await other.close();
    expect(code).toBe(0);
    expect(said).toContain('heard hello');
    expect(said).toMatch(/personal data too: delete it/);
    const trace = await readFile(file, 'utf8');
    expect(trace).toMatch(/open\n[^]*> 68 65 6C 6C 6F\n[^]*< 68 65 6C 6C 6F\n[^]*close\n/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});
