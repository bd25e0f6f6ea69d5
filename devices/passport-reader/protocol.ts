/** The bytes of every scanner for travel documents; each framing is a file of its own. */
import { deskoFrame, deskoParser } from './desko.ts';
import { est100Message, est100Parser } from './est-100.ts';
import { wedgeLines, wedgeParser } from './keyboard-wedge.ts';
import type { ScanFraming } from './profile.ts';
import type { ScanParser } from './scan-event.ts';

/** `reportId`: of a keyboard wedge on HID; 0 everywhere else. */
export function scanParser(framing: ScanFraming, reportId = 0): ScanParser {
  switch (framing.kind) {
    case 'est-100':
      return est100Parser(framing);
    case 'desko':
      return deskoParser(framing);
    case 'keyboard-wedge':
      return wedgeParser(framing, reportId);
  }
}

/** What a scanner may come across on its glass. */
export type ScannedThing =
  | { readonly kind: 'zone'; readonly lines: readonly string[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'idCard' }
  /** A cover, a blank page, a document upside down. */
  | { readonly kind: 'blank' };

/** The messages of one scan, for the simulator. Where the framing has none to begin or to end with, they are empty. */
export interface ScanMessages {
  readonly begin: Uint8Array;
  readonly scan: Uint8Array;
  readonly end: Uint8Array;
}

export function scanMessages(framing: ScanFraming, thing: ScannedThing): ScanMessages {
  if (framing.kind === 'est-100') {
    const type = thing.kind === 'idCard' ? 'IDInfo' : 'PassPort';
    return {
      begin: est100Message(framing, 'PCSign', { stage: 'readStart', type }),
      scan:
        thing.kind === 'idCard'
          ? est100Message(framing, 'EidlinkResult', { name: '样本' })
          : est100Message(framing, 'CameraData', {
              data: linesOf(thing).join('\n'),
              type: thing.kind === 'code' ? 'QRCode' : 'PassPort',
            }),
      end: est100Message(framing, 'PCSign', { stage: 'readEnd', type }),
    };
  }
  const none = new Uint8Array();
  // Neither of the others has a radio: an ID card is a document without a zone to them.
  const lines = linesOf(thing);
  const scan = framing.kind === 'desko' ? deskoFrame(framing, lines) : wedgeLines(lines.length > 0 ? lines : [''], 0);
  return { begin: none, scan, end: none };
}

function linesOf(thing: ScannedThing): readonly string[] {
  if (thing.kind === 'zone') return thing.lines;
  return thing.kind === 'code' ? [thing.text] : [];
}

/** A scan of a reader that was never asked for: 3M's framing with a block check, which none of ours is. */
export const otherFirmwareScan = (lines: readonly string[]): Uint8Array => {
  const text = new TextEncoder().encode(lines.map((line) => `${line}\r`).join(''));
  return Uint8Array.of(0x01, text.length, 0x4f, 0x55, 0x02, 0x30, ...text, 0x03, 0x5a);
};
