import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

const require = createRequire(import.meta.url);
const source = createRequire(require.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js');

export interface AxeOptions {
  readonly runOnly?: { readonly type: 'tag' | 'rule'; readonly values: readonly string[] };
  readonly rules?: Readonly<Record<string, { readonly enabled: boolean }>>;
}
interface AxeInPage {
  run(options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/**
 * What axe finds wrong on the page, as `rule: elements`. In the page itself and with one injection for all looks: the
 * builder of @axe-core/playwright opens a second page for each of them, which takes ten times as long.
 */
export async function axeViolations(page: Page, options: AxeOptions = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await readFile(source, 'utf8'));
  return page.evaluate(async (given) => {
    const { axe } = window as unknown as { axe: AxeInPage };
    const { violations } = await axe.run({ ...given, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }, options);
}
