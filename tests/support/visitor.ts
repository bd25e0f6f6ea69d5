import { expect, type Locator, type Page } from '@playwright/test';
import type { Language } from '../../main/contract/language.ts';
import { wordsFor } from '../../main/documents/words.ts';

/** Somebody at the screen: reads the words of their language and touches what they name. */
export interface Visitor {
  readonly page: Page;
  /** The words for a key of locales, e.g. `common:next`. */
  readonly say: (key: string, params?: Record<string, string | number>) => string;
  /** Touches the button with these words. */
  press(key: string, params?: Record<string, string | number>): Promise<void>;
  pressText(text: string | RegExp): Promise<void>;
  /** Touches this button, and not so soon after the last one that it counts as a second tap. */
  touch(button: Locator): Promise<void>;
  /** Waits until the heading is this one. */
  sees(key: string, params?: Record<string, string | number>, withinMs?: number): Promise<void>;
  typeDigits(digits: string): Promise<void>;
  /** By pinyin, one character after the other. */
  typeHan(text: string, syllables: readonly string[]): Promise<void>;
  typeLatin(text: string): Promise<void>;
  sign(): Promise<void>;
}

/** The kiosk ignores a second tap within 300 ms; a person's finger needs longer anyway. */
const secondTapMs = 310;
/** In milliseconds since the page began: one visitor may follow another at the same screen. */
const lastTaps = new WeakMap<Page, number>();

/** @param heard resolves when the kiosk has heard of the last touch; for whoever goes on by what the kiosk says. */
export function visitor(page: Page, language: Language, heard?: () => Promise<void>): Visitor {
  const say = wordsFor(language);

  async function calm(): Promise<void> {
    const lastTapMs = lastTaps.get(page) ?? -Infinity;
    await page.waitForFunction(([last, pause]) => performance.now() - last > pause, [lastTapMs, secondTapMs] as const);
  }
  async function touch(button: Locator): Promise<void> {
    await expect(button).toBeEnabled();
    await calm();
    await button.tap();
    lastTaps.set(page, await page.evaluate(() => performance.now()));
    await heard?.();
  }
  const pressText = (text: string | RegExp): Promise<void> => touch(page.getByRole('button', { name: text }).first());
  const key = async (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).tap();

  return {
    page,
    say,
    pressText,
    touch,
    press: (words, params) => pressText(exactly(say(words, params))),
    async sees(words, params, withinMs = 10_000) {
      await expect(page.getByRole('heading', { level: 1, name: say(words, params) })).toBeVisible({
        timeout: withinMs,
      });
    },
    async typeDigits(digits) {
      for (const digit of digits) await key(digit);
    },
    async typeHan(text, syllables) {
      for (const [index, character] of [...text].entries()) {
        for (const letter of syllables[index] ?? '') await key(letter);
        await findCandidate(page, say, character);
      }
    },
    async typeLatin(text) {
      for (const letter of text) {
        if (letter === ' ') {
          await key(say('keyboard:space'));
          continue;
        }
        // The keyboard begins a name with a capital by itself.
        const there = page.getByRole('button', { name: letter, exact: true });
        if (!(await there.isVisible())) await key(say('keyboard:shift'));
        await key(letter);
      }
    },
    async sign() {
      const field = await page.getByLabel(say('keyboard:signature.pad')).boundingBox();
      if (!field) throw new Error('no signature field');
      await page.mouse.move(field.x + field.width * 0.2, field.y + field.height * 0.6);
      await page.mouse.down();
      for (let step = 1; step <= 10; step += 1) {
        await page.mouse.move(
          field.x + field.width * (0.2 + step * 0.05),
          field.y + field.height * (step % 2 ? 0.3 : 0.7),
        );
      }
      await page.mouse.up();
    },
  };
}

/** Pages of candidates are turned, a bounded number of times. */
async function findCandidate(page: Page, say: Visitor['say'], character: string): Promise<void> {
  const wanted = page.getByRole('button', { name: say('keyboard:choose', { text: character }), exact: true });
  const more = page.getByRole('button', { name: say('keyboard:nextPage'), exact: true });
  await expect(
    page
      .getByRole('group', { name: say('keyboard:candidates') })
      .getByRole('button')
      .first(),
  ).toBeVisible();
  for (let turned = 0; turned < 40 && !(await wanted.isVisible()); turned += 1) await more.tap();
  await wanted.tap();
}

/** The button's words from their beginning: hints may follow. */
const exactly = (text: string): RegExp => new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
