import { expect } from '@playwright/test';
import type { Language } from '../../main/contract/language.ts';
import { tracesInText } from './traces.ts';
import type { Visitor } from './visitor.ts';

/** What a visit at the screen is made of, whatever window the screen is in. */
export const phone = '13912345678';

export async function wakeAndChoose(v: Visitor, language: Language): Promise<void> {
  await v.pressText(language === 'en' ? /^Touch to start/ : /^触摸开始/);
  await v.sees('journey:home.heading');
  await v.press('services:temp-id-proof.name');
  await v.sees('services:temp-id-proof.name');
  await expect(v.page.getByText(v.say('services:temp-id-proof.isNot'))).toBeVisible();
  await v.press('journey:about.start');
  await v.press('journey:notice.agree');
  await v.sees('journey:faceConsent.heading');
}

export async function consent(v: Visitor, way: 'face' | 'other'): Promise<void> {
  const [face, other] = await Promise.all(
    (['face', 'other'] as const).map((one) =>
      v.page.getByRole('button', { name: v.say(`journey:faceConsent.${one}.title`) }).boundingBox(),
    ),
  );
  // The other way is as large as the face.
  expect([other!.width, other!.height].map(Math.round)).toEqual([face!.width, face!.height].map(Math.round));
  await v.press(`journey:faceConsent.${way}.title`);
}

export async function answerAndConfirm(v: Visitor, unit: string, language: Language): Promise<void> {
  await expect(v.page.getByText(v.say('journey:recordShown.line'))).toBeVisible({ timeout: 15_000 });
  await v.press('journey:person.yes');
  await v.press('fields:purpose.options.hotel');
  await v.sees('fields:receivingUnit.question');
  if (language === 'en') await v.typeLatin(unit);
  else await v.typeHan(unit, ['shi', 'li', 'bin', 'guan']);
  await v.press('common:next');
  await v.sees('fields:phone.question');
  await v.typeDigits(phone);
  await v.press('common:next');
  await v.sign();
  await v.press('common:next');
  await v.sees('journey:review.heading');
  const review = await v.page.locator('main').innerText();
  expect(tracesInText(review, [phone]), 'the review is masked').toEqual([]);
  await v.press('journey:review.confirm');
}
