import { expect, type Page } from '@playwright/test';
import { divisionPath } from '../../main/catalogue/divisions.ts';
import { parseAddress } from '../../main/contract/address.ts';
import { plateProvinces } from '../../main/contract/code-shape.ts';
import { countryName } from '../../main/contract/country.ts';
import type { FieldView } from '../../main/contract/field-view.ts';
import type { Language } from '../../main/contract/language.ts';
import type { Visitor } from './visitor.ts';

/** Answers as they are given at the screen: numbers on a keyboard that is plugged in, everything else by touch. */
export interface ScreenTyping {
  /** One of several, on whichever page it stands. */
  choose(title: string): Promise<void>;
  /** A number: begins anew, and types until the screen calls it finished. */
  keys(keys: string): Promise<void>;
  /** A line of text. */
  line(text: string): Promise<void>;
  /** The whole answer to a question, up to the way on. */
  answer(field: FieldView, value: string): Promise<void>;
}

const mostPages = 20;

export function screenTyping(v: Visitor, language: Language): ScreenTyping {
  const { page, say } = v;
  const next = nextButton(v);

  async function choose(title: string): Promise<void> {
    const wanted = choiceNamed(page, title);
    const more = page.getByRole('button', { name: say('common:pages.next'), exact: true });
    // Which of them have room is measured first; a list that is still being looked up is empty.
    const list = page.locator('main [data-measured="true"]');
    await list.locator('button').first().waitFor();
    for (let turned = 0; turned < mostPages && !(await wanted.isVisible()); turned += 1) {
      const before = await list.innerText();
      await v.touch(more);
      await expect(list).not.toHaveText(before, { useInnerText: true });
    }
    await v.touch(wanted);
  }

  async function keys(text: string): Promise<void> {
    const shown = page.locator('main output');
    // The first keys may come before the page listens: a person sees that they are missing, and begins anew.
    await expect(async () => {
      await page.keyboard.press('Delete');
      const [first = '', ...rest] = text;
      if (plateProvinces.includes(first)) await page.getByRole('button', { name: first, exact: true }).tap();
      await page.keyboard.type(plateProvinces.includes(first) ? rest.join('') : text);
      await expect(next).toBeEnabled({ timeout: 1_000 });
      if (await shown.isVisible()) expect((await shown.innerText()).replaceAll(/[\s·]/g, '')).toBe(text);
    }).toPass({ timeout: 15_000, intervals: [50] });
  }

  const line = (text: string): Promise<void> => page.locator('main textarea').fill(text);

  async function address(value: string): Promise<void> {
    const { division, text } = parseAddress(value);
    for (const { name, latin } of divisionPath(division ?? '')) await choose(language === 'zh-CN' ? name : latin);
    // What lies below is in no list of ours: the street is words.
    await v.press('fields:addressPicker.notListed');
    await line(text);
  }

  async function country(code: string): Promise<void> {
    await v.press('fields:countryPicker.search');
    const name = countryName(code, language);
    await line(name);
    await v.touch(page.locator('main').getByRole('button', { name, exact: true }));
  }

  return {
    choose,
    keys,
    line,
    async answer(field, value) {
      switch (field.kind) {
        case 'choice':
          return choose(say(`fields:${field.id}.options.${value}`));
        case 'country':
          return country(value);
        case 'text':
        case 'personName':
          await line(value);
          break;
        case 'address':
          await address(value);
          break;
        case 'date':
          await keys(dateKeys(field, value, language));
          break;
        case 'phone':
        case 'code':
          await keys(value.replaceAll('-', ''));
      }
      await v.touch(next);
    },
  };
}

/** The way on, whatever its words are on this page. */
export const nextButton = ({ page, say }: Visitor) =>
  page.locator('footer').getByRole('button', { name: say('common:next'), exact: true });

/** A button whose words begin with this title: a hint may follow. */
export const choiceNamed = (page: Page, title: string) =>
  page
    .locator('main')
    .getByRole('button', { name: new RegExp(`^${title.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?:\\s|$)`) })
    .first();

/** Day, month and year as the language writes them; a year that is the only one possible stands there already. */
function dateKeys(field: Extract<FieldView, { kind: 'date' }>, value: string, language: Language): string {
  const [year = '', month = '', day = ''] = value.split('-');
  if (language === 'en') return day + month + year;
  return field.earliest.slice(0, 4) === field.latest.slice(0, 4) ? month + day : year + month + day;
}
