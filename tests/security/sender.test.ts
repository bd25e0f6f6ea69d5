import { expect, test, vi } from 'vitest';
import { isOwnSender, type Sender } from '../../main/shell/kiosk-port.ts';
import { FakeFrame } from '../shell/fake-electron.ts';

vi.mock('electron', () => import('../shell/fake-electron.ts'));

const ours = new FakeFrame('app://kiosk');
const originOnly = (sender: Sender): boolean => sender?.origin === 'app://kiosk';
const asSender = (frame: FakeFrame | null): Sender => frame;

const hostile: [string, FakeFrame | null, FakeFrame | null][] = [
  ['a frame that is gone', null, ours],
  ['a frame that is gone, of a window that is gone', null, null],
  ['our frame while no window is shown', ours, null],
  ['a web page in the main frame', ...inMainFrame('https://evil.example')],
  ['an opaque origin', ...inMainFrame('null')],
  ['an origin without a name', ...inMainFrame('')],
  ['an origin that begins like ours', ...inMainFrame('app://kiosk.evil')],
  ['an origin that ends like ours', ...inMainFrame('evil-app://kiosk')],
  ['our origin with a port', ...inMainFrame('app://kiosk:80')],
  ['a file', ...inMainFrame('file://')],
  ['our origin in a frame inside the page', new FakeFrame('app://kiosk'), ours],
];
function inMainFrame(origin: string): [FakeFrame, FakeFrame] {
  const frame = new FakeFrame(origin);
  return [frame, frame];
}

test.each(hostile)('refused: %s', (_name, sender, mainFrame) => {
  expect(isOwnSender(asSender(sender), asSender(mainFrame))).toBe(false);
});

test('control: our own main frame is let in, or the table above would prove nothing', () => {
  expect(isOwnSender(ours, ours)).toBe(true);
});

test('control: a check of the origin alone lets a hostile sender of the table in', () => {
  expect(hostile.some(([, sender]) => originOnly(asSender(sender)))).toBe(true);
});
