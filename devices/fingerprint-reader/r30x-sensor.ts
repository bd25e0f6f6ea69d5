import type { FingerGuidance } from '../../main/contract/finger.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { FingerSensor, Poor, SensorFault } from './finger-sensor.ts';
import type { PacketEvent } from './packet-reader.ts';
import type { R30xProfile } from './profile.ts';
import {
  commandPacket,
  parseAnswer,
  parseParameters,
  type Acknowledgement,
  type Answer,
  type CommandName,
  type ModuleParameters,
} from './protocol.ts';
import { askAgain, type LineFault, type QuestionLine } from './question-line.ts';

export interface R30xDelays {
  /** The slowest step, taking features from an image, needs less than half a second. */
  readonly answerTimeoutMs: number;
  /** 1536 bytes in packets of 32 take 2 s at 9600 baud. */
  readonly uploadTimeoutMs: number;
}

/** The buffer that RegModel leaves the common features in. */
const FIRST_BUFFER = 1;

/** What the visitor can do about each refusal of a finger. */
const remedies: Partial<Record<Acknowledgement | 'unknown', readonly [FingerGuidance, ...FingerGuidance[]]>> = {
  captureFailed: ['pressHarder'],
  tooMessy: ['wipeFinger', 'pressLighter'],
  tooFewFeatures: ['moveToCentre', 'pressHarder'],
  noImage: ['pressHarder'],
  differs: ['moveToCentre'],
};

/**
 * An R30x or ZFM module. Its library in flash stays empty. Its two working buffers cannot be cleared by any command but
 * one that loads features into them, which this driver does not have: they are overwritten by the next finger and lost
 * with the power.
 */
export function r30xSensor(line: QuestionLine<PacketEvent>, profile: R30xProfile, delays: R30xDelays): FingerSensor {
  const address = Number.parseInt(profile.address, 16);
  const password = Buffer.from(profile.password, 'hex');

  function ask(name: CommandName, parameters: Iterable<number> = []): Promise<Result<Answer, LineFault>> {
    return askAgain(() =>
      line.ask({
        request: commandPacket(address, name, parameters),
        timeoutMs: delays.answerTimeoutMs,
        take: (event) => acknowledged(name, event),
      }),
    );
  }

  function acknowledged(name: CommandName, event: PacketEvent): Result<Answer, 'garbled'> | null {
    if (event.event === 'broken') return err('garbled');
    // Another module's answer, or what is left of an upload.
    if (event.address !== address || event.kind !== 'acknowledge') return null;
    const answer = parseAnswer(name, event.content);
    // It did not understand us: our bytes were damaged on the way.
    return answer && answer.word !== 'packetError' ? ok(answer) : err('garbled');
  }

  /** For commands that a sound module never refuses. */
  async function demand(
    name: CommandName,
    parameters: Iterable<number> = [],
  ): Promise<Result<Uint8Array, SensorFault>> {
    const answer = await ask(name, parameters);
    if (!answer.ok) return answer;
    const { word, data } = answer.value;
    if (word === 'done') return ok(data);
    return err(word === 'wrongPassword' || word === 'passwordNeeded' ? 'wrongFirmware' : 'selfTestFailed');
  }

  /** For commands that judge a finger. */
  async function judge(
    name: CommandName,
    parameters: Iterable<number> = [],
  ): Promise<Result<Answer['word'] | Poor, SensorFault>> {
    const answer = await ask(name, parameters);
    if (!answer.ok) return answer;
    const { word } = answer.value;
    if (word === 'done' || word === 'noFinger') return ok(word);
    const guidances = remedies[word];
    return guidances ? ok({ kind: 'poor', guidances }) : err('selfTestFailed');
  }

  async function readParameters(): Promise<Result<ModuleParameters, SensorFault>> {
    const read = await demand('readParameters');
    return read.ok ? ok(parseParameters(read.value)) : read;
  }

  function upload(): Promise<Result<Uint8Array, LineFault>> {
    return askAgain(async () => {
      const features = new Uint8Array(profile.templateBytes);
      let filled: number | null = null;
      const uploaded = await line.ask<Uint8Array>({
        request: commandPacket(address, 'upload', [FIRST_BUFFER]),
        timeoutMs: delays.uploadTimeoutMs,
        take(event) {
          if (event.event === 'broken') return err('garbled');
          if (event.address !== address) return null;
          if (event.kind === 'acknowledge') {
            if (parseAnswer('upload', event.content)?.word !== 'done') return err('garbled');
            filled = 0;
            return null;
          }
          if (filled === null || filled + event.content.length > features.length) return err('garbled');
          features.set(event.content, filled);
          filled += event.content.length;
          event.content.fill(0);
          if (event.kind !== 'end') return null;
          return filled === features.length ? ok(features) : err('garbled');
        },
      });
      if (!uploaded.ok) features.fill(0);
      return uploaded;
    });
  }

  return {
    placements: 2,
    async greet() {
      const opened = await demand('verifyPassword', password);
      if (!opened.ok) return opened;
      const parameters = await readParameters();
      if (!parameters.ok) return parameters;
      const { systemId = parameters.value.systemId, securityLevel = parameters.value.securityLevel } = profile.expected;
      const isExpected = systemId === parameters.value.systemId && securityLevel === parameters.value.securityLevel;
      return isExpected ? ok(undefined) : err('wrongFirmware');
    },
    async look() {
      const seen = await judge('takeImage');
      if (!seen.ok) return seen;
      if (typeof seen.value !== 'string') return ok(seen.value);
      return ok({ kind: seen.value === 'noFinger' ? 'noFinger' : 'finger' });
    },
    async extract(placement) {
      const judged = await judge('extract', [placement]);
      if (!judged.ok) return judged;
      return ok(typeof judged.value === 'string' ? { kind: 'good' } : judged.value);
    },
    async collect() {
      const combined = await judge('combine');
      if (!combined.ok) return combined;
      if (typeof combined.value !== 'string') return ok(combined.value);
      const uploaded = await upload();
      if (!uploaded.ok) return uploaded;
      return ok({ kind: 'features', finger: { format: 'r30x', features: uploaded.value }, quality: null });
    },
    /** Asks first, because emptying wears the flash; some modules store what they combine. */
    async forget() {
      const counted = await demand('countStored');
      if (!counted.ok) return counted;
      if (counted.value[0] === 0 && counted.value[1] === 0) return ok(undefined);
      const emptied = await demand('empty');
      return emptied.ok ? ok(undefined) : emptied;
    },
    async describe() {
      const parameters = await readParameters();
      return parameters.ok
        ? ok(Object.entries(parameters.value).map(([name, value]) => `${name}: ${value}`))
        : parameters;
    },
  };
}
