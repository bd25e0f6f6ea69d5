import { parseArgs } from 'node:util';
import { systemClock } from '../../main/clock/clock.ts';
import { maskCitizenId, maskPersonName } from '../../main/contract/masking.ts';
import { serialChannel } from '../transport/serial-channel.ts';
import { samVReader, type SamVReader } from './driver.ts';

const usage = `usage: id-card-reader <status | self-test | read> --path /dev/ttyUSB0 [--baud-rate 115200]

  status     whether the reader answers, and whether a card lies on it
  self-test  the number of its security module, and broken frames seen
  read       waits a minute for a card and shows it masked
`;

/** The technician's tool. Returns the exit code: 0 done, 1 the reader or the card failed, 2 wrong use. */
export async function run(argv: readonly string[], out: (text: string) => void): Promise<number> {
  const parsed = parse(argv);
  if (!parsed) {
    out(usage);
    return 2;
  }
  const reader = samVReader({
    channel: serialChannel({ path: parsed.path, baudRate: parsed.baudRate }),
    clock: systemClock,
  });
  try {
    await reader.start();
    return await parsed.command(reader, (line) => out(`${line}\n`));
  } finally {
    await reader.stop();
  }
}

type Command = (reader: SamVReader, say: (line: string) => void) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  async status(reader, say) {
    const present = await reader.isCardPresent();
    say(`reader: ${reader.status().device}`);
    if (present.ok) say(`card: ${present.value ? 'present' : 'notPresent'}`);
    return present.ok ? 0 : 1;
  },

  async 'self-test'(reader, say) {
    const tested = await reader.selfTest();
    if (!tested.ok) return failed(reader, tested.error, say);
    say(`security module: ${tested.value.moduleId}`);
    say(`broken frames: ${tested.value.badFrames}`);
    return 0;
  },

  async read(reader, say) {
    const startedMs = systemClock.monotonicMs();
    let foundMs = startedMs;
    const card = await reader.readCard({
      signal: new AbortController().signal,
      onPhase(phase) {
        if (phase === 'reading') foundMs = systemClock.monotonicMs();
        else say('place a card on the reader');
      },
    });
    if (!card.ok) return failed(reader, card.error, say);
    const { name, number, nationCode, sex, validFrom, validUntil, photo } = card.value;
    say(`name: ${maskPersonName(name)}`);
    say(`number: ${maskCitizenId(number)}`);
    say(`sex: ${sex}, nation: ${nationCode}`);
    say(`valid: ${validFrom} to ${validUntil ?? '长期'}`);
    say(`photo: ${photo.length} bytes`);
    say(`read in ${Math.round(systemClock.monotonicMs() - foundMs)} ms after it was found`);
    return 0;
  },
};

function failed(reader: SamVReader, error: string, say: (line: string) => void): number {
  say(`failed: ${error} (reader: ${reader.status().device})`);
  return 1;
}

function parse(argv: readonly string[]): { command: Command; path: string; baudRate: number } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { path: { type: 'string' }, 'baud-rate': { type: 'string', default: '115200' } },
    });
    const command = Object.hasOwn(commands, positionals[0] ?? '') ? commands[positionals[0] ?? ''] : undefined;
    const baudRate = Number(values['baud-rate']);
    if (!command || positionals.length !== 1 || !values.path || !Number.isInteger(baudRate)) return null;
    return { command, path: values.path, baudRate };
  } catch {
    return null;
  }
}
