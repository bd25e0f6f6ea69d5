import type { Devices } from '../devices/registry.ts';
import type { Clock } from './clock/clock.ts';
import type { KioskConfig } from './config/config.ts';
import { maskCitizenId, maskPersonName } from './contract/masking.ts';
import { certificatePdf } from './documents/certificate.ts';
import { receiptFor } from './documents/receipt.ts';
import { serviceName } from './documents/service-words.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { SessionPorts } from './session/ports.ts';

/** From a stored visit to paper. Each page is marked in the queue before a printer moves and after it has stopped. */
export function visitPaper(parts: {
  readonly config: KioskConfig;
  readonly devices: Devices;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly localesDir?: string;
  readonly fontsDir?: string;
}): Pick<SessionPorts, 'printDocument' | 'printReceipt'> {
  const { config, devices, outbox, clock, localesDir, fontsDir } = parts;
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
      outbox.markPrint(stored.sid, 'document', 'printing');
      const printed = await devices.documentPrinter.print({
        pdf: pdf.value,
        name: stored.receiptNumber,
        signal,
        onProblem,
      });
      outbox.markPrint(stored.sid, 'document', ending(printed));
      return printed;
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
      outbox.markPrint(stored.sid, 'receipt', 'printing');
      const printed = await devices.receiptPrinter.print(receipt, signal);
      outbox.markPrint(stored.sid, 'receipt', ending(printed));
      return printed;
    },
  };
}

/** A printer that did not confirm may have printed all the same. */
const ending = (printed: { readonly ok: true } | { readonly ok: false; readonly error: string }) => {
  if (printed.ok) return 'printed';
  return printed.error === 'notConfirmed' ? 'unknown' : 'notPrinted';
};
