import { err } from '../../main/contract/result.ts';
import type { TravelDocument } from '../../main/contract/travel-document.ts';
import { isPermit, readPermit } from './eep.ts';
import { readIcaoZone } from './icao-zone.ts';
import type { ZoneResult } from './zone-fields.ts';

/** Lines of a zone, their length, and the format for each first letter of the document's code. */
const shapes: readonly {
  readonly lines: number;
  readonly length: number;
  readonly formats: Readonly<Record<string, Exclude<TravelDocument['format'], 'EEP'>>>;
}[] = [
  { lines: 2, length: 44, formats: { P: 'TD3', V: 'MRV-A' } },
  { lines: 2, length: 36, formats: { A: 'TD2', C: 'TD2', I: 'TD2', P: 'TD2', V: 'MRV-B' } },
  { lines: 3, length: 30, formats: { A: 'TD1', C: 'TD1', I: 'TD1', P: 'TD1' } },
];

/** Fillers, or the mark of scanners for a character that they could not read, twice in a row: no other text has them. */
const tracesOfZone = /<<|__/;

/**
 * What the lines of a scan say. `unreadable` when nothing came or a zone was not read in full, `notSupported` for a whole
 * zone of another document and for text that is no zone. `now` is only asked for the century.
 */
export function readZone(lines: readonly string[], now: Date): ZoneResult {
  const shape = shapes.find(
    (one) =>
      lines.length === one.lines && lines.every((line) => line.length === one.length && /^[A-Z0-9<]+$/.test(line)),
  );
  if (!shape) {
    const isZone = lines.length === 0 || lines.some((line) => tracesOfZone.test(line));
    return err({ code: isZone ? 'unreadable' : 'notSupported' });
  }
  if (shape.length === 30 && isPermit(lines)) return readPermit(lines, now);
  const format = shape.formats[lines[0]?.charAt(0) ?? ''];
  return format ? readIcaoZone(lines, format, now) : err({ code: 'notSupported' });
}
