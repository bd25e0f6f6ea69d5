import type { Devices } from '../devices/registry.ts';
import type { Clock } from './clock/clock.ts';
import type { KioskConfig } from './config/config.ts';
import { err, ok, type Result } from './contract/result.ts';
import { documentPdf } from './documents/document.ts';
import { leafletPdf } from './documents/leaflet.ts';
import { receiptFor } from './documents/receipt.ts';
import { paymentSlip, querySlip, refusalSlip } from './documents/slips.ts';
import { paperDataOf } from './paper-data-of.ts';
import { refusalView } from './journey/refusal-view.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { Paper } from './outbox/outbox-row.ts';
import type { SessionPorts, Visit } from './session/ports.ts';
import { documentProblems, receiptProblems } from './session/problem-codes.ts';

/**
 * From a visit to paper. Each page of a stored visit is marked in the queue before a printer moves and after it has
 * stopped; where the disk does not take the first mark, no printer moves. Slips belong to nothing and are not marked.
 */
export function visitPaper(parts: {
  readonly config: KioskConfig;
  readonly devices: Devices;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly localesDir?: string;
  readonly fontsDir?: string;
}): Pick<SessionPorts, 'printDocument' | 'printReceipt' | 'printSlip'> {
  const { config, devices, outbox, clock, localesDir, fontsDir } = parts;
  const folders = { localesDir, fontsDir };

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

  /** On plain paper: it certifies nothing. */
  async function printLeaflet({ journey, language }: Visit, signal: AbortSignal): PrintedSlip {
    const { hallName, places } = config;
    const service = journey.definition;
    const pdf = await leafletPdf({ service, language, hallName, places, printedAt: clock.wallTime() }, folders);
    const job = { pdf, name: `leaflet ${service.id}`, paper: 'notice', signal } as const;
    const printed = await devices.documentPrinter.print(job);
    if (printed.ok) return ok(undefined);
    return err(printed.error === 'cancelled' ? 'cancelled' : documentProblems[printed.error]);
  }

  return {
    async printDocument({ stored, ...visit }, signal, onProblem) {
      const { document } = visit.journey.definition.result;
      if (document === 'none') throw new Error('this service has no document');
      const data = paperDataOf(visit, stored.receiptNumber, config, clock);
      const pdf = await documentPdf(document, data, folders);
      if (!pdf.ok) return err('nameUnprintable');
      const job = { pdf: pdf.value, name: stored.receiptNumber, signal, onProblem };
      return marked(stored.sid, 'document', () => devices.documentPrinter.print(job));
    },
    async printReceipt({ stored, ...visit }, signal) {
      const receipt = receiptFor(paperDataOf(visit, stored.receiptNumber, config, clock), localesDir);
      return marked(stored.sid, 'receipt', () => devices.receiptPrinter.print(receipt, signal));
    },
    async printSlip(visit, what, signal) {
      if (what === 'leaflet') return printLeaflet(visit, signal);
      const { journey, language } = visit;
      const head = {
        service: journey.definition,
        language,
        hallName: config.hallName,
        officerPhone: config.officerPhone,
        printedAt: clock.wallTime(),
      };
      const receipt =
        what === 'refusal'
          ? refusalSlip(
              { ...head, refusal: refusalView(journey.definition, journey.refusal, config.places) },
              localesDir,
            )
          : what === 'payment'
            ? paymentSlip(
                { ...head, orderId: journey.payment?.orderId ?? '', amountFen: journey.payment?.amountFen ?? 0 },
                localesDir,
              )
            : querySlip(paperDataOf(visit, '', config, clock), localesDir);
      const printed = await devices.receiptPrinter.print(receipt, signal);
      if (printed.ok) return ok(undefined);
      return err(printed.error === 'cancelled' ? 'cancelled' : receiptProblems[printed.error]);
    },
  };
}

type PrintedSlip = ReturnType<SessionPorts['printSlip']>;

/** Errors after which the paper may be out all the same: nobody confirmed it, it was called off, it was not cut. */
const maybePrinted: ReadonlySet<string> = new Set(['notConfirmed', 'cancelled', 'cutterFault']);
