import type { Page } from '@playwright/test';
import type { Language } from '../../main/contract/language.ts';
import { hallMissing, openHall, type Hall } from '../support/hall.ts';
import { visitor, type Visitor } from '../support/visitor.ts';
import { visitorBrowser } from '../support/visitor-browser.ts';
import { measureTaps, timesOf, type Tap } from './taps.ts';
import { median, quantile, rounded } from './times.ts';

const VISITS = 3;
const FLOOR_TAPS = 60;
const LANGUAGE_TAPS = 4;
const LANGUAGE_TAPS_AT_FACE = 12;
const TARGET_MS = 100;

/** The least that a page can do: one button whose words change. */
const floorPage = `data:text/html,<!doctype html><body><button onclick="this.textContent=++window.n" style="width:300px;height:120px">0</button><script>n=0</script>`;

/** From a tap to its answer on the screen, over whole visits in the built screen before a kiosk of its own process. */
export async function screenBench(): Promise<{ name: string; rows: Record<string, string | number>[] }> {
  const name = 'Screen: tap → the first change painted, Chromium without a graphics processor, 1080 × 1920';
  const missing = hallMissing();
  if (missing) return { name, rows: [{ what: missing }] };
  const hall = await openHall();
  const browser = await visitorBrowser({ orientation: 'portrait', scene: 'face' });
  try {
    await measureTaps(browser.context);
    const floor = await floorTaps(await browser.context.newPage());
    await browser.page.bringToFront();
    await browser.page.goto(hall.kiosk.url());
    const tourist = visitor(browser.page, 'zh-CN');
    for (let visit = 0; visit < VISITS; visit += 1) await oneVisit(tourist, hall);
    const { taps, detectionsMs } = await timesOf(browser.page);
    return { name, rows: rowsOf(floor, taps, detectionsMs) };
  } finally {
    await browser.close();
    await hall.close();
  }
}

function rowsOf(floor: number[], taps: Tap[], detectionsMs: number[]): Record<string, string | number>[] {
  const row = (what: string, times: number[]): Record<string, string | number> => ({
    ...figures(what, times),
    'p50 to floor': rounded(median(times) / median(floor)),
    'p98 to floor': rounded(quantile(times, 0.98) / quantile(floor, 0.98)),
  });
  const judged = (what: string, times: number[]): Record<string, string | number> => ({
    ...row(what, times),
    [`p98 < ${TARGET_MS} ms`]: quantile(times, 0.98) < TARGET_MS ? 'yes' : 'no',
  });
  const quiet = taps.filter((tap) => !tap.whileDetecting);
  return [
    row('a page with one button (the floor)', floor),
    judged('all taps but those before the camera', msOf(quiet)),
    row('  keypad and keyboard', msOf(quiet, 'key')),
    row('  buttons that lead on (through the kiosk and back)', msOf(quiet, 'button')),
    row('  language', msOf(quiet, 'language')),
    judged('language while the face detector works', msOf(taps.filter((tap) => tap.whileDetecting))),
    { what: 'taps that changed nothing', times: taps.filter((tap) => tap.ms === null).length },
    figures('check of one frame by the face detector in its worker', detectionsMs),
  ];
}

const figures = (what: string, times: number[]): Record<string, string | number> => ({
  what,
  'p50 ms': rounded(median(times)),
  'p98 ms': rounded(quantile(times, 0.98)),
  times: times.length,
});

const msOf = (taps: readonly Tap[], only?: Tap['on']): number[] =>
  taps.flatMap(({ ms, on }) => (ms === null || (only && on !== only) ? [] : [ms]));

async function floorTaps(page: Page): Promise<number[]> {
  await page.goto(floorPage);
  for (let tap = 0; tap < FLOOR_TAPS; tap += 1) await page.getByRole('button').tap();
  await page.waitForFunction((count) => document.querySelector('button')?.textContent === String(count), FLOOR_TAPS);
  const { taps } = await timesOf(page);
  await page.close();
  return msOf(taps);
}

/** A tourist who lost the card, from the first touch to the last page. */
async function oneVisit(v: Visitor, hall: Hall): Promise<void> {
  await v.pressText(/^触摸开始/);
  await v.press('services:temp-id-proof.name');
  await v.press('journey:about.start');
  await v.press('journey:notice.agree');
  await v.press('journey:faceConsent.face.title');
  await switchLanguage(v, LANGUAGE_TAPS);
  await v.press('journey:identityMethod.type.title');
  await v.typeDigits(hall.gateway.people[0]!.number);
  await v.press('common:next');
  await v.sees('journey:personName.heading');
  await v.typeHan('张示例', ['zhang', 'shi', 'li']);
  await v.press('common:next');
  await v.sees('journey:faceCapture.heading');
  await v.page.locator('[data-hint=good]').waitFor({ timeout: 60_000 });
  await switchLanguage(v, LANGUAGE_TAPS_AT_FACE);
  await v.sees('journey:faceReview.heading', {}, 60_000);
  await v.press('journey:faceReview.use');
  await v.sees('journey:recordShown.heading', {}, 20_000);
  await v.press('journey:person.yes');
  await v.press('fields:purpose.options.hotel');
  await v.sees('fields:receivingUnit.question');
  await v.typeHan('示例宾馆', ['shi', 'li', 'bin', 'guan']);
  await v.press('common:next');
  await v.sees('fields:phone.question');
  await v.typeDigits('13912345678');
  await v.press('common:next');
  await v.sign();
  await v.press('common:next');
  await v.press('journey:review.confirm');
  await v.sees('journey:result.answered.heading', {}, 60_000);
  await v.press('journey:result.finish');
  await v.page.getByRole('button', { name: 'Touch to start' }).waitFor();
}

/** There and back: an even number leaves the screen as it was. */
async function switchLanguage(v: Visitor, taps: number): Promise<void> {
  for (let tap = 0; tap < taps; tap += 1) {
    const to: Language = tap % 2 === 0 ? 'en' : 'zh-CN';
    await v.pressText(to === 'en' ? 'English' : '中文');
  }
}
