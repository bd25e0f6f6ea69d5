import { expect, type Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { answerOf, test } from '../instruments.ts';

/** Draws across the field, from one share of its width to another. */
async function draw(page: Page, from: number, to: number): Promise<void> {
  const box = await page.locator('canvas').boundingBox();
  if (!box) throw new Error('no field to sign in');
  await page.mouse.move(box.x + box.width * from, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * to, box.y + box.height / 4, { steps: 12 });
  await page.mouse.up();
}
const strokes = (path: string): number => path.split('M').length - 1;

test('strokes become a path, are taken back one by one, and cleared', async ({ page, instruments, violations }) => {
  await page.goto(`${instruments}?show=signature`);
  const undo = page.getByRole('button', { name: '撤销一笔' });
  await expect(undo).toBeDisabled();
  await draw(page, 0.2, 0.4);
  await draw(page, 0.5, 0.8);
  await expect.poll(() => answerOf(page)).toMatch(/^(M\d+ \d+(L\d+ \d+)+){2}$/);
  await undo.tap();
  await expect.poll(async () => strokes(await answerOf(page))).toBe(1);
  await page.getByRole('button', { name: '清除重签' }).tap();
  await expect.poll(() => answerOf(page)).toBe('');
  await expect(page.getByText('请用手指在框内签名')).toBeVisible();
  expect(violations).toEqual([]);
});

test('what was written is kept stroke by stroke, with its time, and as a picture on white', async ({
  page,
  instruments,
}) => {
  const recorded = async (): Promise<number[][][] | null> =>
    JSON.parse((await page.locator('[data-strokes]').getAttribute('data-strokes')) ?? 'null');
  await page.goto(`${instruments}?show=signature`);
  await draw(page, 0.2, 0.4);
  await draw(page, 0.5, 0.8);
  await expect.poll(async () => (await recorded())?.length).toBe(2);
  const [first = [], second = []] = (await recorded()) ?? [];
  expect(first[0]?.slice(0, 3)).toEqual([200, 200, 0]);
  expect(second.at(-1)?.slice(0, 2)).toEqual([800, 100]);
  expect(first.length).toBeGreaterThanOrEqual(12);
  const times = [...first, ...second].map(([, , atMs = 0]) => atMs);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const png = (await page.locator('[data-png]').getAttribute('data-png')) ?? '';
  const picture = PNG.sync.read(Buffer.from(png.split(',').map(Number)));
  expect([picture.width, picture.height]).toEqual([1000, 400]);
  const dark = picture.data.filter((byte, at) => at % 4 === 0 && byte < 128).length;
  expect(dark).toBeGreaterThan(1_000);
  expect(dark).toBeLessThan(20_000);
  await page.getByRole('button', { name: '撤销一笔' }).tap();
  await expect.poll(async () => (await recorded())?.length).toBe(1);
  await page.getByRole('button', { name: '清除重签' }).tap();
  await expect.poll(recorded).toBeNull();
});

test('stays when the screen changes its size', async ({ page, instruments }) => {
  await page.goto(`${instruments}?show=signature`);
  await draw(page, 0.2, 0.8);
  await expect.poll(async () => strokes(await answerOf(page))).toBe(1);
  await page.setViewportSize({ width: 700, height: 900 });
  const inked = () =>
    page.locator('canvas').evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) return 0;
      const image = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return [...image].filter((byte, at) => at % 4 === 3 && byte > 0).length;
    });
  await expect.poll(inked).toBeGreaterThan(500);
  await draw(page, 0.3, 0.4);
  await expect.poll(async () => strokes(await answerOf(page))).toBe(2);
});

test('says who helps a visitor who cannot sign', async ({ page, instruments }) => {
  await page.goto(`${instruments}?show=signature&language=en`);
  await expect(page.getByText('Call an officer')).toBeVisible();
});
