import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

interface Rule {
  readonly what: string;
  readonly files: RegExp;
  readonly banned: RegExp;
  /** A line that breaks the rule: a rule that cannot see it proves nothing. */
  readonly canary: string;
}

const screen = /^renderer\/(?!dock|scenes|instruments).*\.tsx?$/;
const shell = /^main\/(shell\/.*|index|preload)\.ts$/;

/** Doors out of the kiosk that no policy and no handler closes, so that they must not be in the code at all. */
const rules: readonly Rule[] = [
  { what: 'a link', files: screen, banned: /<a\s|\bhref=/, canary: '<a href="x">' },
  { what: 'a new window', files: screen, banned: /window\.open|target=["'{]/, canary: 'window.open()' },
  { what: 'the print dialog', files: screen, banned: /\bwindow\.print\(|[^.\w]print\(/, canary: 'window.print()' },
  { what: 'a file chooser', files: screen, banned: /type="file"|showOpenFilePicker/, canary: '<input type="file" />' },
  {
    what: "the system's own pickers",
    files: screen,
    banned: /<select|<datalist|type="(date|time|color|month|week)"/,
    canary: '<select>',
  },
  {
    what: 'a browser dialog',
    files: screen,
    banned: /\b(alert|confirm|prompt)\(['"`]|onbeforeunload|'beforeunload'/,
    canary: "alert('x')",
  },
  {
    what: 'markup from a string',
    files: screen,
    banned: /innerHTML|outerHTML|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write/,
    canary: 'x.innerHTML = y',
  },
  { what: 'a frame', files: screen, banned: /<iframe|<webview|<object|<embed/, canary: '<iframe src="x" />' },
  {
    what: 'storage that outlives the page',
    files: screen,
    banned: /localStorage|indexedDB|document\.cookie|caches\.open/,
    canary: 'localStorage.x',
  },
  {
    what: "Electron's ways out",
    files: shell,
    banned:
      /import\s*\{[^}]*\b(shell|dialog|clipboard|desktopCapturer|globalShortcut|crashReporter|Notification|Tray)\b[^}]*\}\s*from 'electron'/,
    canary: "import { app, shell } from 'electron'",
  },
  {
    what: 'an exception to the policy',
    files: shell,
    banned: /bypassCSP|allowpopups|allowServiceWorkers|setCertificateVerifyProc|exposeInMainWorld|executeJavaScript/,
    canary: 'bypassCSP: true',
  },
  {
    what: 'Node in the page',
    files: shell,
    banned:
      /(nodeIntegration\w*|webviewTag|experimentalFeatures|allowRunningInsecureContent): true|(sandbox|contextIsolation|webSecurity): false/,
    canary: 'sandbox: false',
  },
  {
    what: 'a window made elsewhere',
    files: /^main\/(?!shell\/secure-window\.ts).*\.ts$/,
    banned: /new (BrowserWindow|WebContentsView|BaseWindow)\b/,
    canary: 'new BrowserWindow()',
  },
  {
    what: 'a switch of Chromium',
    files: /^main\/(?!shell\/run-electron\.ts).*\.ts$/,
    banned: /appendSwitch/,
    canary: "appendSwitch('x')",
  },
  {
    what: 'a certificate that is not checked',
    files: /^(main(?!\/gateway\/simulator)|devices)\/.*\.ts$/,
    banned: /rejectUnauthorized:\s*false/,
    canary: 'rejectUnauthorized: false',
  },
];

const sources = ['main', 'devices', 'renderer'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.posix.join(folder, file)),
);

/** Comments speak of what is forbidden; strip whole-line ones. */
const codeOf = (file: string): string => readFileSync(file, 'utf8').replaceAll(/^\s*(\/\/|\/?\*).*$/gm, '');

test.each(rules)('there is no $what', ({ files, banned }) => {
  expect(sources.filter((file) => files.test(file) && banned.test(codeOf(file)))).toEqual([]);
});

test.each(rules)('control: $what would be seen, and files are looked at', ({ files, banned, canary }) => {
  expect(banned.test(canary)).toBe(true);
  expect(sources.some((file) => files.test(file))).toBe(true);
});
