import path from 'node:path';
import { expect, type Page, type TestInfo } from '@playwright/test';
import SQLite from 'better-sqlite3';
import type { Language } from '../../../main/contract/language.ts';
import { wordsFor } from '../../../main/documents/words.ts';
import { knownCard, openHall, type Hall, type HallOptions } from '../../support/hall.ts';
import { consent, wakeAndChoose } from '../../support/visit-steps.ts';
import { visitor, type Visitor } from '../../support/visitor.ts';
import { visitorBrowser } from '../../support/visitor-browser.ts';

/** Where a visitor can be when something breaks. */
export const places = [
  'attract',
  'home',
  'identityMethod',
  'placeCard',
  'scanDocument',
  'scanCode',
  'fingerprint',
  'faceCapture',
  'review',
] as const;
export type Place = (typeof places)[number];

/** A hall that stays open for many rows, the screen before it, and whoever stands there now. */
export interface Stage {
  readonly hall: Hall;
  readonly page: Page;
  /** Reads Chinese and touches what they name. */
  readonly v: Visitor;
  /** The same words in a language. */
  say(language: Language): Visitor['say'];
  /** From the welcome screen to the place. */
  reach(place: Place): Promise<void>;
  /** Takes everything along, ends the visit and waits for the welcome screen. */
  leave(): Promise<void>;
  /** Ends it without taking anything. */
  end(): Promise<void>;
  /** Stops the kiosk, whose file is its alone while it runs, and asks that file. */
  rows(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

const methods = { placeCard: 'card', scanDocument: 'passport', scanCode: 'code' } as const;

export async function openStage(options: HallOptions): Promise<Stage> {
  const hall = await openHall({ documentPrinter: 'simulator', ...options });
  const browser = await visitorBrowser({ orientation: 'portrait', scene: 'noCamera' });
  const { page } = browser;
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(hall.kiosk.url());
  const v = visitor(page, 'zh-CN');
  const welcome = () => page.getByRole('button', { name: /^触摸开始/ });

  /** A card from the reader, a finger or an officer: what is quickest where it does not matter. */
  async function prove(): Promise<void> {
    await identify('placeCard');
    hall.reader.placeCard(knownCard(hall.gateway));
    await v.sees('journey:cardShown.heading');
    hall.reader.pullCard();
    await v.press('journey:person.yes');
  }
  async function identify(place: keyof typeof methods): Promise<void> {
    await v.press(`journey:identityMethod.${methods[place]}.title`);
    await v.sees(`journey:${place}.heading`);
  }

  async function answer(): Promise<void> {
    await v.sees('journey:recordShown.heading', {}, 20_000);
    await v.press('journey:person.yes');
    await v.press('fields:purpose.options.rail');
    await v.typeHan('示例', ['shi', 'li']);
    await v.press('common:next');
    await v.typeDigits('13912345678');
    await v.press('common:next');
    await v.sign();
    await v.press('common:next');
    await v.sees('journey:review.heading');
  }

  const stage: Stage = {
    hall,
    page,
    v,
    say: (language) => wordsFor(language),
    async reach(place) {
      await expect(welcome()).toBeVisible({ timeout: 30_000 });
      if (place === 'attract') return;
      if (place === 'home') {
        await v.pressText(/^触摸开始/);
        return v.sees('journey:home.heading');
      }
      await wakeAndChoose(v, 'zh-CN');
      await consent(v, place === 'faceCapture' ? 'face' : 'other');
      await v.sees('journey:identityMethod.heading');
      switch (place) {
        case 'identityMethod':
          return;
        case 'placeCard':
        case 'scanDocument':
        case 'scanCode':
          return identify(place);
        case 'faceCapture':
        case 'fingerprint':
          await prove();
          return v.sees(`journey:${place}.heading`);
        case 'review':
          await prove();
          return answer();
      }
    },
    async leave() {
      hall.reader.pullCard();
      hall.receiptPrinter.takeTicket();
      await stage.end();
      await expect(welcome()).toBeVisible({ timeout: 30_000 });
    },
    async end() {
      if (await welcome().isVisible()) return;
      await v.pressText(/^(结束|完成)并清除/);
      const sure = page.getByRole('dialog').getByRole('button', { name: v.say('common:endQuestion.end') });
      const over = page.getByText(v.say('journey:takeBelongings.line')).or(welcome());
      await expect(sure.or(over).first()).toBeVisible();
      if (await sure.isVisible()) await v.touch(sure);
    },
    async rows(sql) {
      await hall.kiosk.stop();
      const database = new SQLite(path.join(hall.dataDir, 'kiosk.sqlite'), { readonly: true });
      const found = database.prepare<[], Record<string, unknown>>(sql).all();
      database.close();
      return found;
    },
    async close() {
      await browser.close();
      await hall.close();
      expect([...browser.violations, ...faults]).toEqual([]);
    },
  };
  return stage;
}

/** Kept with the test's report, by language. */
export async function keepPicture(page: Page, info: TestInfo, name: string): Promise<void> {
  await info.attach(name, { body: await page.screenshot(), contentType: 'image/png' });
}
