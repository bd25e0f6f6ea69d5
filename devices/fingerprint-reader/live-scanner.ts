import { err, ok, type Result } from '../../main/contract/result.ts';
import { bridgeFrame, SUCCESS, type AnswerHeader, type BridgeCall, type BridgeEvent } from './bridge-protocol.ts';
import { placementOf, remedyFor } from './finger-image.ts';
import type { FingerSensor, SensorFault } from './finger-sensor.ts';
import type { LiveScannerProfile } from './profile.ts';
import { askAgain, type LineFault, type QuestionLine } from './question-line.ts';

export interface BridgeDelays {
  /** A library takes up to a second to open its scanner, and an image of half a megabyte some time on a serial line. */
  readonly callTimeoutMs: number;
}

interface BridgeAnswer {
  readonly header: AnswerHeader;
  readonly payload: Uint8Array;
}

/** A licensed live scanner behind its vendor's bridge. One good image is enough for its features. */
export function liveScanner(
  line: QuestionLine<BridgeEvent<AnswerHeader>>,
  profile: LiveScannerProfile,
  delays: BridgeDelays,
): FingerSensor {
  const { channel, width, height } = profile;
  let lastId = 0;
  let image: Uint8Array = new Uint8Array();
  let quality = 0;
  let refusal: { readonly call: BridgeCall; readonly result: number } | null = null;

  function ask(
    call: BridgeCall,
    args: readonly number[] = [],
    payload?: Uint8Array,
  ): Promise<Result<BridgeAnswer, LineFault>> {
    return askAgain(() => {
      lastId += 1;
      const id = lastId;
      return line.ask<BridgeAnswer>({
        request: bridgeFrame({ id, call, ...(args.length > 0 && { args: [...args] }) }, payload),
        timeoutMs: delays.callTimeoutMs,
        take(event) {
          if (event.event === 'broken') return err('garbled');
          // A late answer to an earlier call.
          if (event.header.id !== id) return null;
          return ok(event);
        },
      });
    });
  }

  /** A call that went well, with as many bytes as it has to bring. */
  async function demand(
    call: BridgeCall,
    args: readonly number[] = [],
    { payload, bytes = 0 }: { payload?: Uint8Array; bytes?: number } = {},
  ): Promise<Result<BridgeAnswer, SensorFault>> {
    const answer = await ask(call, args, payload);
    if (!answer.ok) return answer;
    const { result } = answer.value.header;
    if (result === SUCCESS && answer.value.payload.length === bytes) return answer;
    if (result !== SUCCESS) refusal = { call, result };
    return err(result === SUCCESS ? 'wrongFirmware' : 'selfTestFailed');
  }

  /** Functions that return a number in place of success. */
  async function number(call: BridgeCall): Promise<Result<number, SensorFault>> {
    const answer = await ask(call);
    return answer.ok ? ok(answer.value.header.result) : answer;
  }

  function wipe(): void {
    image.fill(0);
    image = new Uint8Array();
  }

  async function score(): Promise<Result<number, SensorFault>> {
    const scored = await demand('FP_GetQualityScore', [], { payload: image });
    return scored.ok ? ok(scored.value.header.values?.[0] ?? 0) : scored;
  }

  return {
    placements: 1,
    async greet() {
      const opened = await demand('LIVESCAN_Init');
      if (!opened.ok) return opened;
      const channels = await number('LIVESCAN_GetChannelCount');
      if (!channels.ok) return channels;
      if (channels.value <= channel) return err('wrongFirmware');
      const version = await number('LIVESCAN_GetVersion');
      if (!version.ok) return version;
      if (profile.version !== undefined && profile.version !== version.value) return err('wrongFirmware');
      if (profile.bright === undefined) return ok(undefined);
      const lit = await demand('LIVESCAN_SetBright', [channel, profile.bright]);
      return lit.ok ? ok(undefined) : lit;
    },
    async look() {
      wipe();
      const begun = await demand('LIVESCAN_BeginCapture', [channel]);
      if (!begun.ok) return begun;
      const taken = await demand('LIVESCAN_GetFPRawData', [channel], { bytes: width * height });
      if (!taken.ok) return taken;
      image = taken.value.payload;
      return ok({ kind: placementOf(image, width, height).coverage < profile.leastCoverage ? 'noFinger' : 'finger' });
    },
    async extract() {
      const scored = await score();
      if (!scored.ok) return scored;
      quality = scored.value;
      if (quality >= profile.leastQuality) return ok({ kind: 'good' });
      return ok({ kind: 'poor', guidances: [remedyFor(placementOf(image, width, height))] });
    },
    async collect() {
      const args = [profile.scannerType, profile.fingerCode];
      const extracted = await demand('FP_FeatureExtract', args, { payload: image, bytes: profile.featureBytes });
      if (!extracted.ok) return extracted;
      const { payload } = extracted.value;
      return ok({ kind: 'features', finger: { format: 'ga-t-1012', features: payload }, quality });
    },
    async forget() {
      wipe();
      const emptied = await demand('LIVESCAN_SetBufferEmpty');
      if (!emptied.ok) return emptied;
      const ended = await demand('LIVESCAN_EndCapture', [channel]);
      return ended.ok ? ok(undefined) : ended;
    },
    async describe() {
      const version = await number('LIVESCAN_GetVersion');
      if (!version.ok) return version;
      const lines = [`version: ${version.value}`, `image: ${width} x ${height}`];
      if (!refusal) return ok(lines);
      const explained = await ask('LIVESCAN_GetErrorInfo', [refusal.result]);
      const sentence = explained.ok ? (explained.value.header.text ?? '') : '';
      return ok([...lines, `last refusal: ${refusal.call} ${refusal.result} ${sentence}`.trimEnd()]);
    },
  };
}
