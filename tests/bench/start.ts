import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { hallMissing, openHall, type Hall } from '../support/hall.ts';
import { visitorBrowser } from '../support/visitor-browser.ts';
import { median, rounded, spread } from './times.ts';

const STARTS = 7;
const SECOND_STARTS = 5;
const TARGET_MS = 5_000;
/** A build on a slow machine, and the kiosk behind it. */
const START_GIVE_UP_MS = 120_000;
const projectFolder = path.resolve(import.meta.dirname, '../..');

const helloPage = `data:text/html,<!doctype html><button>Hello</button>`;

/** How long until a visitor can touch a kiosk that was just started, and a developer one that was built before. */
export async function startBench(): Promise<{ name: string; rows: Record<string, string | number>[] }> {
  const rows: Record<string, string | number>[] = [];
  const missing = hallMissing();
  rows.push(...(missing ? [{ what: missing }] : await kioskRows()));
  const seconds = await secondStarts();
  rows.push({
    what: 'npm start with everything built → says where it is',
    ...spread(seconds),
    'target ms': `< ${TARGET_MS}`,
    met: median(seconds) < TARGET_MS ? 'yes' : 'no',
    starts: seconds.length,
  });
  return { name: 'Start', rows };
}

async function kioskRows(): Promise<Record<string, string | number>[]> {
  const hall = await openHall({ documentPrinter: 'simulator' });
  const browser = await visitorBrowser({ orientation: 'portrait', scene: null });
  const times = { empty: [] as number[], listening: [] as number[], hello: [] as number[], attract: [] as number[] };
  try {
    for (let round = 0; round < STARTS; round += 1) {
      times.empty.push(await emptyProcess());
      times.listening.push(await restart(hall));
      times.hello.push(await openPage(browser.context, helloPage, 'Hello'));
      times.attract.push(await openPage(browser.context, hall.kiosk.url(), 'Touch to start'));
    }
  } finally {
    await browser.close();
    await hall.close();
  }
  const whole = times.listening.map((ms, at) => ms + (times.attract[at] ?? Number.NaN));
  const floor = times.empty.map((ms, at) => ms + (times.hello[at] ?? Number.NaN));
  return [
    row('an empty Node process + a page with one button in the same browser (the floor)', floor, floor),
    row('kiosk process started → attract screen can be touched', whole, floor),
    row('  kiosk process started → answers', times.listening, times.empty),
    row('  page opened, nothing cached → attract screen can be touched', times.attract, times.hello),
  ];
}

const row = (what: string, own: number[], floor: number[]): Record<string, string | number> => ({
  what,
  ...spread(own),
  'to floor': rounded(median(own) / median(floor)),
  starts: own.length,
});

async function restart(hall: Hall): Promise<number> {
  await hall.kiosk.stop();
  const startMs = performance.now();
  await hall.kiosk.start();
  return performance.now() - startMs;
}

/** Started like the kiosk, and says so at once. */
async function emptyProcess(): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kiosk-bench-'));
  const program = path.join(folder, 'empty.ts');
  await writeFile(program, 'process.send?.(null); process.disconnect?.();\n');
  const startMs = performance.now();
  const child = fork(program, { silent: true });
  const ended = once(child, 'exit');
  await once(child, 'message');
  const ms = performance.now() - startMs;
  await ended;
  await rm(folder, { recursive: true });
  return ms;
}

async function openPage(context: BrowserContext, url: string, button: string): Promise<number> {
  const page = await context.newPage();
  const startMs = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  // Asked on every animation frame, inside the page: a button that is there, shown and enabled.
  await page.waitForFunction(
    (words) =>
      [...document.querySelectorAll('button')].some(
        (one) => one.textContent.includes(words) && !one.disabled && one.checkVisibility(),
      ),
    button,
    { polling: 'raf' },
  );
  const ms = performance.now() - startMs;
  await page.close();
  return ms;
}

/** The first start builds what has changed and does not count. */
async function secondStarts(): Promise<number[]> {
  const times: number[] = [];
  for (let start = 0; start <= SECOND_STARTS; start += 1) times.push(await npmStart());
  return times.slice(1);
}

/** Without a display: the preview, which prints its address. */
async function npmStart(): Promise<number> {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const startMs = performance.now();
  const child = spawn('npm', ['start', '--', '--port', '0'], {
    cwd: projectFolder,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  try {
    return await new Promise((resolve, reject) => {
      let output = '';
      const timer = setTimeout(() => reject(new Error(`npm start said only: ${output}`)), START_GIVE_UP_MS);
      const read = (bytes: Buffer): void => {
        output += String(bytes);
        if (!output.includes('http://127.0.0.1:')) return;
        clearTimeout(timer);
        resolve(performance.now() - startMs);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.on('error', reject);
      child.on('exit', (code) => reject(new Error(`npm start ended with ${code}: ${output}`)));
    });
  } finally {
    // npm, the launcher and the kiosk are one group.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
    await ended;
  }
}
