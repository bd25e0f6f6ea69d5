import type { Devices } from '../devices/registry.ts';
import type { Clock } from './clock/clock.ts';
import type { KioskConfig } from './config/config.ts';
import { err, type Result } from './contract/result.ts';
import { maskCitizenId, maskPersonName } from './contract/masking.ts';
import { certificatePdf } from './documents/certificate.ts';
import { receiptFor } from './documents/receipt.ts';
import { serviceName } from './documents/service-words.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { Paper } from './outbox/outbox-row.ts';
import type { SessionPorts } from './session/ports.ts';

/**
 * From a stored visit to paper. Each page is marked in the queue before a printer moves and after it has stopped; where
 * the disk does not take the first mark, no printer moves.
 */
export function visitPaper(parts: {
  readonly config: KioskConfig;
  readonly devices: Devices;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly localesDir?: string;
  readonly fontsDir?: string;
}): Pick<SessionPorts, 'printDocument' | 'printReceipt'> {
  const { config, devices, outbox, clock, localesDir, fontsDir } = parts;

  async function marked<E extends string>(
    sid: string,
    what: Paper,
    print: () => Promise<Result<void, E>>,
  ): Promise<Result<void, E | 'notRecorded'>> {
    if (!outbox.markPrint(sid, what, 'printing').ok) return err('notRecorded');
    const printed = await print();
    // Should the disk not take this one, `printing` stays there and reads as `unknown` after the next start.
    outbox.markPrint(sid, what, printed.ok ? 'printed' : maybePrinted.has(printed.error) ? 'unknown' : 'notPrinted');
    return printed;
  }

  return {
    async printDocument({ journey, stored, certificate }, signal, onProblem) {
      const { record, photo, answers } = journey;
      if (!record) throw new Error('a certificate names a person');
      const pdf = await certificatePdf(
        {
          certificate,
          person: record,
          purpose: answers['purpose'] ?? '',
          receivingUnit: answers['receivingUnit'] ?? '',
          photoJpeg: photo,
          hallName: config.hallName,
        },
        { localesDir, fontsDir },
      );
      if (!pdf.ok) return { ok: false, error: 'nameUnprintable' };
      const job = { pdf: pdf.value, name: stored.receiptNumber, signal, onProblem };
      return marked(stored.sid, 'document', () => devices.documentPrinter.print(job));
    },
    async printReceipt({ language, journey, stored, certificate }, signal) {
      const { record, definition, document } = journey;
      if (!record) throw new Error('a receipt names a person, masked');
      const receipt = receiptFor(
        {
          hallName: config.hallName,
          serviceName: serviceName(definition.id, localesDir),
          language,
          receiptNumber: stored.receiptNumber,
          maskedName: maskPersonName(record.name),
          maskedNumber: maskCitizenId(record.number),
          printedAt: clock.wallTime(),
          certificate,
          problem: document.state === 'printed' ? null : 'certificateNotPrinted',
          officerPhone: config.officerPhone,
        },
        localesDir,
      );
      return marked(stored.sid, 'receipt', () => devices.receiptPrinter.print(receipt, signal));
    },
  };
}

/** Errors after which the paper may be out all the same: nobody confirmed it, it was called off, it was not cut. */
const maybePrinted: ReadonlySet<string> = new Set(['notConfirmed', 'cancelled', 'cutterFault']);
