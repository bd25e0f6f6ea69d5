import { readFileSync } from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';
import { guardPermissions, mayUse } from '../../main/shell/permissions.ts';
import { fakeEvent, resetElectron, session } from '../shell/fake-electron.ts';

vi.mock('electron', () => import('../shell/fake-electron.ts'));
beforeEach(resetElectron);

/** Every permission that the installed Electron knows, read from its own types: a new one joins the table by itself. */
const permissions = (() => {
  const types = readFileSync('node_modules/electron/electron.d.ts', 'utf8');
  const union = /setPermissionCheckHandler\(.*?permission: ([^,]+),/.exec(types)?.[1] ?? '';
  return [...union.matchAll(/'([^']+)'/g)].map(([, name]) => name!);
})();
const origins = [
  'app://kiosk',
  'app://kiosk/',
  'app://kiosk.evil',
  'app://kiosk@evil',
  'https://evil.example',
  'null',
  '',
];
const media = [[], ['video'], ['audio'], ['video', 'audio'], ['unknown']];

type Check = typeof mayUse;
const granted = (check: Check): string[] =>
  permissions.flatMap((permission) =>
    origins.flatMap((origin) =>
      media.flatMap((mediaTypes) =>
        [true, false]
          .filter((isMainFrame) => check({ permission, origin, isMainFrame, mediaTypes }))
          .map((isMainFrame) => [permission, origin, mediaTypes.join('+'), isMainFrame ? 'main' : 'sub'].join(' ')),
      ),
    ),
  );

test('of every permission, origin, medium and frame, only the camera for our own page is granted', () => {
  expect(permissions.length).toBeGreaterThan(40);
  expect(granted(mayUse)).toEqual(['media app://kiosk video main', 'media app://kiosk/ video main']);
});

test('control: without the handlers Electron grants the whole table', () => {
  expect(granted(() => true)).toHaveLength(permissions.length * origins.length * media.length * 2);
});

test('both handlers are installed and ask the same question', () => {
  const { shown } = session;
  guardPermissions(shown as never);
  const [request] = shown.setPermissionRequestHandler.mock.calls[0]!;
  const [check] = shown.setPermissionCheckHandler.mock.calls[0]!;
  const answers: boolean[] = [];
  const answer = (value: boolean): number => answers.push(value);
  const own = { isMainFrame: true, securityOrigin: 'app://kiosk/', requestingUrl: 'app://kiosk/index.html' };
  request(null, 'media', answer, { ...own, mediaTypes: ['video'] });
  request(null, 'media', answer, { ...own, mediaTypes: ['video', 'audio'] });
  // The URL is ours, the origin is not.
  request(null, 'media', answer, { ...own, mediaTypes: ['video'], securityOrigin: 'null' });
  request(null, 'geolocation', answer, { isMainFrame: true, requestingUrl: own.requestingUrl });
  expect(answers).toEqual([true, false, false, false]);
  expect(check(null, 'media', 'app://kiosk/', { isMainFrame: true, mediaType: 'video' })).toBe(true);
  expect(check(null, 'media', 'app://kiosk/', { isMainFrame: true, mediaType: 'audio' })).toBe(false);
  expect(check(null, 'media', 'app://kiosk/', { isMainFrame: false, mediaType: 'video' })).toBe(false);
  expect(check(null, 'usb', 'app://kiosk/', { isMainFrame: true })).toBe(false);
});

test('no screen is shared, no device is handed out, nothing is downloaded', () => {
  const { shown } = session;
  guardPermissions(shown as never);
  const streams = vi.fn();
  shown.setDisplayMediaRequestHandler.mock.calls[0]![0]({}, streams);
  expect(streams).toHaveBeenCalledExactlyOnceWith(null);
  expect(shown.setDevicePermissionHandler.mock.calls[0]![0]({ deviceType: 'hid' })).toBe(false);
  const download = fakeEvent({});
  shown.emit('will-download', download);
  expect(download.prevented).toBe(true);
  // A listener here would be the only way to grant a device.
  expect(shown.eventNames()).toEqual(['will-download']);
});
