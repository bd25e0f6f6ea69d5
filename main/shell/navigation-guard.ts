import { app, type Event, type WebContents } from 'electron';
import { isAppPage } from './app-origin.ts';
import { isAllowedInput } from './input-allow-list.ts';
import type { ReportShellEvent } from './shown-kiosk.ts';

/** Guards every page that Electron will ever make, also one that nobody meant to make. Call before the first window. */
export function guardAllPages(report: ReportShellEvent): void {
  app.on('web-contents-created', (_event, contents) => guardPage(contents, report));
  // No certificate but a valid one, no sign-in box, no choice of client certificates: nothing of it is for a visitor.
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault();
    callback(false);
  });
  app.on('login', (event, _contents, _request, _authInfo, callback) => {
    event.preventDefault();
    callback();
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, callback) => {
    event.preventDefault();
    callback();
  });
}

/** The page stays where it is, opens nothing, downloads nothing and hears only the keys of the allow-list. */
export function guardPage(contents: WebContents, report: ReportShellEvent): void {
  const refuse = (event: Event, kind: string): void => {
    event.preventDefault();
    report({ event: 'navigation-refused', kind });
  };
  contents.on('will-navigate', (event) => {
    if (!isAppPage(event.url)) refuse(event, 'will-navigate');
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isAppPage(event.url)) refuse(event, 'will-frame-navigate');
  });
  contents.on('will-redirect', (event) => refuse(event, 'will-redirect'));
  contents.on('will-attach-webview', (event) => refuse(event, 'will-attach-webview'));
  contents.setWindowOpenHandler(() => {
    report({ event: 'navigation-refused', kind: 'window-open' });
    return { action: 'deny' };
  });
  contents.on('before-input-event', (event, input) => {
    if (!isAllowedInput(input)) event.preventDefault();
  });
  // Ctrl and wheel, or a pinch that the compositor let through.
  contents.on('zoom-changed', () => contents.setZoomFactor(1));
}
