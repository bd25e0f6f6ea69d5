import { describe, expect, it } from 'vitest';
import { parseReason, problemOf, statusOf } from '../../../devices/document-printer/printer-state.ts';

const idle = { state: 3, acceptsJobs: true };
const stopped = { state: 5, acceptsJobs: true };

describe('a reason', () => {
  it.each([
    ['media-empty-report', 'media-empty', false],
    ['media-empty-warning', 'media-empty', false],
    ['media-empty-error', 'media-empty', true],
    ['media-empty', 'media-empty', true],
    ['none', 'none', false],
  ])('%s is %s, error: %s', (keyword, name, isError) => {
    expect(parseReason(keyword)).toEqual({ name, isError });
  });
});

describe('what keeps a printer from printing', () => {
  it.each([
    [['none'], null],
    [['media-empty-report'], 'paperOut'],
    [['media-empty-warning', 'media-needed-warning'], 'paperOut'],
    [['input-tray-missing-error'], 'paperOut'],
    [['media-jam-warning'], 'paperJam'],
    [['media-jam-error', 'media-empty-error'], 'paperJam'],
    [['cover-open-error', 'media-jam-error'], 'coverOpen'],
    [['door-open'], 'coverOpen'],
    [['interlock-open-error'], 'coverOpen'],
    [['toner-empty-error'], 'tonerOut'],
    [['marker-supply-empty-warning'], 'tonerOut'],
    [['media-low-warning', 'toner-low-report', 'opc-near-eol-report'], null],
    [['fuser-over-temp-warning'], null],
    [['fuser-over-temp-error'], 'printerFault'],
    [['output-area-full-error'], 'printerFault'],
    [['marker-waste-full'], 'printerFault'],
    [['shutdown'], 'offline'],
    [['spool-area-full-report'], 'busy'],
    [['com.example-odd-thing-error'], 'printerFault'],
    [['com.example-odd-thing-report'], null],
  ])('%j: %s', (reasons, problem) => {
    expect(problemOf({ ...idle, reasons })).toBe(problem);
  });

  it('is a fault when it is stopped without a reason, or takes no jobs', () => {
    expect(problemOf({ ...stopped, reasons: ['none'] })).toBe('printerFault');
    expect(problemOf({ ...stopped, reasons: ['paused'] })).toBe('printerFault');
    expect(problemOf({ ...idle, acceptsJobs: false, reasons: ['none'] })).toBe('printerFault');
  });
});

describe('the status', () => {
  it('is in the words of the kiosk', () => {
    expect(statusOf({ ...idle, reasons: ['media-low-report', 'toner-low-warning'] })).toEqual({
      device: 'online',
      paper: 'low',
      media: 'unknown',
      toner: 'low',
      coverOpen: false,
    });
    expect(statusOf({ ...stopped, reasons: ['media-jam-error', 'cover-open-error'] })).toEqual({
      device: 'userError',
      paper: 'jammed',
      media: 'jammed',
      toner: 'full',
      coverOpen: true,
    });
    expect(statusOf({ ...stopped, reasons: ['fuser-under-temp'] }).device).toBe('hardwareError');
  });
});
