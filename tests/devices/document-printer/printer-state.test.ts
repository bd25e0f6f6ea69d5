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

/** What each reason of RFC 8011, PWG 5100 and CUPS means: idle with -report, with -warning, with -error; and stopped. */
const everyReason: Record<string, readonly [string | null, string | null, string | null, string]> = {
  none: [null, null, null, 'printerFault'],
  other: [null, null, 'printerFault', 'printerFault'],
  'media-empty': ['paperOut', 'paperOut', 'paperOut', 'paperOut'],
  'media-needed': ['paperOut', 'paperOut', 'paperOut', 'paperOut'],
  'media-low': [null, null, null, 'printerFault'],
  'media-jam': ['paperJam', 'paperJam', 'paperJam', 'paperJam'],
  'cover-open': ['coverOpen', 'coverOpen', 'coverOpen', 'coverOpen'],
  'door-open': ['coverOpen', 'coverOpen', 'coverOpen', 'coverOpen'],
  'interlock-open': ['coverOpen', 'coverOpen', 'coverOpen', 'coverOpen'],
  'input-tray-missing': ['paperOut', 'paperOut', 'paperOut', 'paperOut'],
  'output-area-full': [null, null, 'printerFault', 'printerFault'],
  'output-area-almost-full': [null, null, null, 'printerFault'],
  'output-tray-missing': [null, null, 'printerFault', 'printerFault'],
  'toner-low': [null, null, null, 'printerFault'],
  'toner-empty': ['tonerOut', 'tonerOut', 'tonerOut', 'tonerOut'],
  'marker-supply-low': [null, null, null, 'printerFault'],
  'marker-supply-empty': ['tonerOut', 'tonerOut', 'tonerOut', 'tonerOut'],
  'marker-waste-almost-full': [null, null, null, 'printerFault'],
  'marker-waste-full': [null, null, 'printerFault', 'printerFault'],
  'developer-low': [null, null, null, 'printerFault'],
  'developer-empty': ['tonerOut', 'tonerOut', 'tonerOut', 'tonerOut'],
  'fuser-over-temp': [null, null, 'printerFault', 'printerFault'],
  'fuser-under-temp': [null, null, 'printerFault', 'printerFault'],
  'opc-near-eol': [null, null, null, 'printerFault'],
  'opc-life-over': [null, null, 'printerFault', 'printerFault'],
  'spool-area-full': ['busy', 'busy', 'busy', 'busy'],
  paused: [null, null, 'printerFault', 'printerFault'],
  'moving-to-paused': [null, null, 'printerFault', 'printerFault'],
  stopping: [null, null, 'printerFault', 'printerFault'],
  'stopped-partly': [null, null, null, 'printerFault'],
  shutdown: ['offline', 'offline', 'offline', 'offline'],
  'timed-out': ['offline', 'offline', 'offline', 'offline'],
  'connecting-to-device': ['offline', 'offline', 'offline', 'offline'],
  offline: ['offline', 'offline', 'offline', 'offline'],
  'com.example-odd-thing': [null, null, 'printerFault', 'printerFault'],
};

describe('every reason', () => {
  it.each(Object.entries(everyReason))('%s', (name, [report, warning, error, whenStopped]) => {
    const found = ['-report', '-warning', '-error'].map((suffix) => problemOf({ ...idle, reasons: [name + suffix] }));
    expect(found).toEqual([report, warning, error]);
    // Without a suffix it is an error, but for `none`, which has none.
    expect(problemOf({ ...idle, reasons: [name] })).toBe(error);
    for (const suffix of ['', '-report', '-warning', '-error'])
      expect(problemOf({ ...stopped, reasons: [name + suffix] })).toBe(whenStopped);
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
