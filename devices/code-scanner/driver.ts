import type { Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { pushLine } from '../transport/push-line.ts';
import type { CodeScanError, CodeScanner } from './code-scanner.ts';
import type { CodeEvent } from './code-text.ts';
import type { CodeScannerProfile } from './profile.ts';
import { codeParser } from './protocol.ts';

export interface CodeScannerDelays {
  /** How long a visitor may look for the code on a telephone. */
  readonly showTimeoutMs: number;
  /** A USB device needs this long to enumerate. */
  readonly reopenAfterMs: number;
}
export const codeScannerDelays: CodeScannerDelays = { showTimeoutMs: 60_000, reopenAfterMs: 2000 };

export interface DrivenCodeScanner extends CodeScanner {
  /** Scans that were not of the profile's framing since the start, for the technician. */
  readonly misfits: number;
}

type ScanResult = Result<string, CodeScanError>;

/**
 * A scanner that sends each code that it sees. One that came before `scanCode`, or was still coming, belongs to another
 * visitor and is never taken.
 */
export function codeScanner(options: {
  channel: ByteChannel;
  clock: Clock;
  profile: CodeScannerProfile;
  delays?: Partial<CodeScannerDelays>;
}): DrivenCodeScanner {
  const { channel, clock, profile } = options;
  const delays = { ...codeScannerDelays, ...options.delays };
  /** Bytes were under way when the scan began: they are let pass. */
  let isStaleBurst = false;
  let settle: ((result: ScanResult) => void) | null = null;

  const line = pushLine<CodeEvent>({
    channel,
    clock,
    parser: codeParser(profile.framing, profile.connection.kind === 'hid' ? profile.connection.reportId : 0),
    quietMs: profile.framing.quietMs,
    reopenAfterMs: delays.reopenAfterMs,
    proofs: ['code'],
    onEvent(event) {
      if (isStaleBurst || event.kind === 'misfit') return;
      settle?.(event.kind === 'code' ? ok(event.text) : err('unusable'));
    },
    onMisfit(isWrongFirmware) {
      if (isWrongFirmware) settle?.(err('scannerFault'));
      else if (!isStaleBurst) settle?.(err('unusable'));
    },
    onQuiet: () => (isStaleBurst = false),
    onLost: () => settle?.(err('offline')),
  });

  function scanNext(signal: AbortSignal): Promise<ScanResult> {
    return new Promise((resolve) => {
      const abort = (): void => settle?.(err('cancelled'));
      const cancelTimeout = clock.after(delays.showTimeoutMs, () => settle?.(err('notShown')));
      signal.addEventListener('abort', abort, { once: true });
      isStaleBurst = line.isReceiving;
      settle = (result) => {
        cancelTimeout();
        signal.removeEventListener('abort', abort);
        settle = null;
        resolve(result);
      };
    });
  }

  return {
    start: line.start,
    stop: line.stop,
    status: line.status,
    onStatusChanged: line.onStatusChanged,
    async scanCode({ signal: cancelled }) {
      if (settle) throw new Error('a code is already waited for');
      const { stopped } = line;
      const { device } = line.status();
      if (device === 'hardwareError') return err('scannerFault');
      if (!stopped || device !== 'online') return err('offline');
      const signal = AbortSignal.any([cancelled, stopped]);
      return signal.aborted ? err('cancelled') : scanNext(signal);
    },
    get misfits() {
      return line.misfits;
    },
  };
}
