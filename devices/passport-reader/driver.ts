import type { CancelTimer, Clock } from '../../main/clock/clock.ts';
import type { MediaState } from '../../main/contract/device-status.ts';
import { err, type Result } from '../../main/contract/result.ts';
import type { TravelDocument } from '../../main/contract/travel-document.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { listeners } from '../transport/listeners.ts';
import { pushLine } from '../transport/push-line.ts';
import type {
  PassportReader,
  PassportReaderStatus,
  PassportReadError,
  PassportReadErrorCode,
} from './passport-reader.ts';
import type { PassportReaderProfile } from './profile.ts';
import { scanParser } from './protocol.ts';
import type { ScanEvent } from './scan-event.ts';
import { readZone } from '../travel-document-zone/zone.ts';

export interface MrzScannerDelays {
  /** How long a visitor may look for the document. */
  readonly placeTimeoutMs: number;
  /** From the first sign of a scan to its lines: light, picture and recognition take up to 5 s on slow readers. */
  readonly scanTimeoutMs: number;
  /** Between "read to the end" and the lines: they may come in either order. */
  readonly linesAfterEndMs: number;
  /** A USB device needs this long to enumerate. */
  readonly reopenAfterMs: number;
}
export const mrzScannerDelays: MrzScannerDelays = {
  placeTimeoutMs: 60_000,
  scanTimeoutMs: 8000,
  linesAfterEndMs: 500,
  reopenAfterMs: 2000,
};

export interface MrzScanner extends PassportReader {
  /** Scans that were not of the profile's framing since the start, for the technician. */
  readonly misfits: number;
}

type ReadResult = Result<TravelDocument, PassportReadError>;

const failed = (code: Exclude<PassportReadErrorCode, 'checkDigit'>): ReadResult => err({ code });

/**
 * A scanner that reads by itself whatever is laid on it, and cannot be asked. Only a scan that begins after
 * `readDocument` is taken: what lay there before belongs to another visitor. `media` is `present` while it scans and
 * `unknown` else: no framing tells when a document is taken away.
 */
export function mrzScanner(options: {
  channel: ByteChannel;
  clock: Clock;
  profile: PassportReaderProfile;
  delays?: Partial<MrzScannerDelays>;
}): MrzScanner {
  const { channel, clock, profile } = options;
  const delays = { ...mrzScannerDelays, ...options.delays };
  const changed = listeners<PassportReaderStatus>();
  let media: MediaState = 'unknown';
  /** A scan that has begun: for the one who reads now, or for nobody. */
  let scan: 'none' | 'live' | 'stale' = 'none';
  let cancelScanTimer: CancelTimer | null = null;
  /** Part of the scan came, and could not be understood: then its end does not mean that the document was taken away. */
  let isGarbled = false;
  /** Bytes were under way when the reading began. */
  let isStaleBurst = false;
  let reading: { settle(result: ReadResult): void; onPhase(phase: 'waiting' | 'reading'): void } | null = null;

  const line = pushLine<ScanEvent>({
    channel,
    clock,
    parser: scanParser(profile.framing, profile.connection.kind === 'hid' ? profile.connection.reportId : 0),
    quietMs: profile.framing.quietMs,
    reopenAfterMs: delays.reopenAfterMs,
    proofs: ['zone', 'otherThing'],
    onEvent: hear,
    onMisfit(isWrongFirmware) {
      const isForReader = scan !== 'stale' && !isStaleBurst;
      closeScan();
      if (isWrongFirmware) reading?.settle(failed('readerFault'));
      else if (isForReader) reading?.settle(failed('unreadable'));
    },
    onQuiet: () => (isStaleBurst = false),
    onLost() {
      closeScan();
      reading?.settle(failed('offline'));
    },
  });
  const status = (): PassportReaderStatus => ({ ...line.status(), media });
  line.onStatusChanged(() => changed.tell(status()));

  function hear(event: ScanEvent): void {
    switch (event.kind) {
      case 'begin':
        scan = reading ? 'live' : 'stale';
        isGarbled = false;
        endScanAfter(delays.scanTimeoutMs, 'unreadable');
        setMedia('present');
        return reading?.onPhase('reading');
      case 'end':
        if (scan !== 'none') endScanAfter(delays.linesAfterEndMs, isGarbled ? 'unreadable' : 'documentRemoved');
        return;
      case 'zone':
        return settleScan(readZone(event.lines, clock.wallTime()));
      case 'otherThing':
        return settleScan(failed('notSupported'));
      case 'misfit':
        // Judged with the whole burst of bytes that it came in.
        isGarbled = true;
        return;
    }
  }

  function endScanAfter(delayMs: number, code: 'unreadable' | 'documentRemoved'): void {
    cancelScanTimer?.();
    cancelScanTimer = clock.after(delayMs, () => settleScan(failed(code)));
  }

  function settleScan(result: ReadResult): void {
    const isForReader = scan === 'live' || (scan === 'none' && !isStaleBurst);
    closeScan();
    if (isForReader) reading?.settle(result);
  }

  function closeScan(): void {
    cancelScanTimer?.();
    scan = 'none';
    setMedia('unknown');
  }

  function setMedia(next: MediaState): void {
    if (next === media) return;
    media = next;
    changed.tell(status());
  }

  function readNext(signal: AbortSignal, onPhase: (phase: 'waiting' | 'reading') => void): Promise<ReadResult> {
    return new Promise((resolve) => {
      const settle = (result: ReadResult): void => {
        cancelTimeout();
        signal.removeEventListener('abort', abort);
        reading = null;
        // The rest of a scan that nobody waits for any more.
        if (scan === 'live') scan = 'stale';
        resolve(result);
      };
      const abort = (): void => settle(failed('cancelled'));
      let cancelTimeout = clock.after(delays.placeTimeoutMs, () => {
        if (scan !== 'live') return settle(failed('notPlaced'));
        cancelTimeout = clock.after(delays.scanTimeoutMs, () => settle(failed('unreadable')));
      });
      signal.addEventListener('abort', abort, { once: true });
      isStaleBurst = line.isReceiving;
      reading = { settle, onPhase };
      onPhase('waiting');
    });
  }

  return {
    start: line.start,
    stop: line.stop,
    status,
    onStatusChanged: changed.add,
    async readDocument({ signal: cancelled, onPhase = () => {} }) {
      if (reading) throw new Error('a document is already being read');
      const { stopped } = line;
      const { device } = line.status();
      if (device === 'hardwareError') return failed('readerFault');
      if (!stopped || device !== 'online') return failed('offline');
      const signal = AbortSignal.any([cancelled, stopped]);
      return signal.aborted ? failed('cancelled') : readNext(signal, onPhase);
    },
    get misfits() {
      return line.misfits;
    },
  };
}
