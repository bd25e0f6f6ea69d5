import * as fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { isAllowedInput, type KeyPress } from '../../main/shell/input-allow-list.ts';
import { guardPage } from '../../main/shell/navigation-guard.ts';
import { FakeContents, fakeEvent, resetElectron } from '../shell/fake-electron.ts';

vi.mock('electron', () => import('../shell/fake-electron.ts'));
beforeEach(resetElectron);

const press = (key: string, ...held: ('control' | 'alt' | 'meta')[]): KeyPress => ({
  key,
  control: held.includes('control'),
  alt: held.includes('alt'),
  meta: held.includes('meta'),
});

const functionKeys = Array.from({ length: 24 }, (_, index) => `F${index + 1}`);
const systemKeys =
  'Meta ContextMenu PrintScreen ScrollLock Pause Insert NumLock CapsLock AltGraph Fn ' +
  'BrowserBack BrowserForward BrowserHome BrowserRefresh BrowserSearch BrowserFavorites ' +
  'LaunchMail LaunchApplication1 MediaPlayPause AudioVolumeUp AudioVolumeMute Power Sleep ' +
  'WakeUp Eject Help ZoomIn ZoomOut ZoomToggle Find Open New Save Print Close ' +
  'Process Unidentified Dead Compose Convert KanaMode HangulMode JunjaMode ModeChange ' +
  'Copy Cut Paste Undo Redo Control Alt ab';
const controlCharacters = ['', '\u0000', '\u001b', '\u007f', '\u0085'];
const shortcuts = [
  'r',
  'R',
  'w',
  'q',
  'n',
  't',
  'p',
  'o',
  's',
  'u',
  'j',
  'l',
  'd',
  'h',
  'i',
  'I',
  'c',
  'C',
  'v',
  '+',
  '-',
  '0',
  '=',
]
  .concat(['Tab', 'Enter', 'Escape', 'Delete', 'Backspace', 'ArrowLeft', 'ArrowRight', 'Home', ' ', 'F4'])
  .flatMap((key) => (['control', 'alt', 'meta'] as const).map((held) => press(key, held)));
const forbidden = [
  ...[...functionKeys, ...systemKeys.split(' '), ...controlCharacters].map((key) => press(key)),
  ...shortcuts,
];

const leaks = (check: (key: KeyPress) => boolean): string[] =>
  forbidden.filter(check).map(({ key, control, alt, meta }) => JSON.stringify({ key, control, alt, meta }));

test('no shortcut, function key or system key reaches the page', () => {
  expect(forbidden.length).toBeGreaterThan(140);
  expect(leaks(isAllowedInput)).toEqual([]);
});

test('control: an open page hears all of them', () => {
  expect(leaks(() => true)).toHaveLength(forbidden.length);
});

test('what a visitor types does', () => {
  const typed = [...'09azAZ xX-,.()警小é', 'Backspace', 'Delete', 'Enter', 'Tab', 'Escape', 'ArrowLeft', 'Shift'];
  expect(typed.filter((key) => !isAllowedInput(press(key)))).toEqual([]);
});

test('a scanner that types any text, control characters too, only types: nothing of it is a shortcut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (scanned) => {
      const passed = [...scanned].filter((key) => isAllowedInput(press(key)));
      return passed.every((key) => !/\p{C}/u.test(key));
    }),
  );
});

test('the guard asks the list for every key press', () => {
  const contents = new FakeContents();
  guardPage(contents as never, () => {});
  const reload = fakeEvent({});
  contents.emit('before-input-event', reload, press('r', 'control'));
  const letter = fakeEvent({});
  contents.emit('before-input-event', letter, press('r'));
  expect([reload.prevented, letter.prevented]).toEqual([true, false]);
});
