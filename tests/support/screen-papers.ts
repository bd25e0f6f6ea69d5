import { ticketText, type Ticket } from '../../devices/receipt-printer/ticket.ts';
import type { Hall } from './hall.ts';
import { hasPoppler, pdfCharacters, pdfPages, pdfPicture } from './poppler.ts';
import { qrIn } from './qr.ts';

/** What came out of the printers since somebody began to watch them. */
export interface NewPapers {
  /** Of each sheet of A4: all its characters without spaces, and what its code says. Empty words where nobody can read it. */
  documents(): Promise<{ readonly characters: string; readonly code: string | null }[]>;
  slips(): { readonly text: string; readonly codes: readonly string[]; readonly isCut: boolean }[];
}

/** Readable for a scanner on a counter. */
const dotsPerInch = 150;

export async function newPapers({ documentPrinter, receiptPrinter }: Hall): Promise<NewPapers> {
  const documentsBefore = (await documentPrinter?.spooled())?.length ?? 0;
  const slipsBefore = receiptPrinter.tickets.length;
  const isReadable = hasPoppler().ok;
  return {
    async documents() {
      const spooled = (await documentPrinter?.spooled()) ?? [];
      return spooled.slice(documentsBefore).map((pdf) => ({
        characters: isReadable ? pdfCharacters(pdf) : '',
        // The last page closes the paper.
        code: isReadable ? qrIn(pdfPicture(pdf, dotsPerInch, pdfPages(pdf))) : null,
      }));
    },
    slips: () => receiptPrinter.tickets.slice(slipsBefore).map(readSlip),
  };
}

const readSlip = (ticket: Ticket) => ({
  text: ticketText(ticket).join('\n'),
  codes: ticket.lines.flatMap((line) => (line.kind === 'qr' ? [line.data] : [])),
  isCut: ticket.lines.at(-1)?.kind === 'cut',
});
