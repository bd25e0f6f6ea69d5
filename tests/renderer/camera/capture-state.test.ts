import { describe, expect, it } from 'vitest';
import {
  beforeCapture,
  nextCapture,
  type CaptureEvent,
  type CaptureState,
} from '../../../renderer/camera/capture-state.ts';

const after = (events: readonly CaptureEvent[], from: CaptureState = beforeCapture): CaptureState =>
  events.reduce(nextCapture, from);
const good: CaptureEvent = { type: 'checked', hint: 'good' };
const dark: CaptureEvent = { type: 'checked', hint: 'tooDark' };
const second: CaptureEvent = { type: 'secondPassed' };

describe('taking the photo', () => {
  it('counts down only after three good checks in a row', () => {
    expect(after([good, good]).secondsLeft).toBeNull();
    expect(after([good, good, dark, good, good]).secondsLeft).toBeNull();
    expect(after([good, good, good]).secondsLeft).toBe(3);
  });

  it('takes the photo when the countdown ends, whatever is checked meanwhile', () => {
    expect(after([good, good, good, second, good, second, good])).toMatchObject({ secondsLeft: 1, taking: false });
    expect(after([good, good, good, second, second, second])).toMatchObject({ secondsLeft: null, taking: true });
  });

  it('stops the countdown when the visitor moves, and a late second changes nothing', () => {
    expect(after([good, good, good, dark, second])).toEqual({ ...beforeCapture, hint: 'tooDark' });
  });

  it('obeys the button only while the picture is good', () => {
    expect(after([{ type: 'shutter' }]).taking).toBe(false);
    expect(after([dark, { type: 'shutter' }]).taking).toBe(false);
    expect(after([good, { type: 'shutter' }]).taking).toBe(true);
  });

  it('begins again when the moment was missed', () => {
    const missed = after([good, { type: 'shutter' }, dark, { type: 'missed' }]);
    expect(missed).toEqual({ ...beforeCapture, hint: 'tooDark' });
    expect(after([good, good, good], missed).secondsLeft).toBe(3);
  });

  it('counts down anew for the next photo, which the button takes at once', () => {
    const taken = after([good, good, good, second, second, second, { type: 'taken' }]);
    expect(taken).toEqual({ ...beforeCapture, hint: 'good' });
    expect(after([good, good, good], taken).secondsLeft).toBe(3);
    expect(after([{ type: 'shutter' }], taken).taking).toBe(true);
  });
});
