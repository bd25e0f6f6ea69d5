import type { Page } from '@playwright/test';

/**
 * What a visitor cannot read or touch on this screen, with the reason: outside the screen or of what frames it, cut,
 * covered, or a Latin word of which one part stands on the next line. What is further down on a page that is turned by
 * buttons is in its place.
 */
export const misplacedTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const where = document.querySelector('dialog[open]') ?? document.body;
    const shown = [...where.querySelectorAll<HTMLElement>('*')].filter(
      (element) => element.checkVisibility() && !element.closest('svg, canvas, video, textarea'),
    );
    const texts = shown.flatMap((element) =>
      [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
        .map((node) => {
          const range = document.createRange();
          range.selectNodeContents(node);
          const box = range.getBoundingClientRect();
          // A line is higher than what a font draws on it.
          const air = Number.parseFloat(getComputedStyle(element).fontSize) / 4;
          return { element, node, box: new DOMRect(box.left, box.top + air, box.width, box.height - 2 * air) };
        }),
    );
    const buttons = shown
      .filter((element) => element.matches('button:not([aria-hidden])'))
      .map((element) => ({ element, node: null, box: element.getBoundingClientRect() }));
    const placed = [...texts, ...buttons].map((one) => {
      /** What hides, or turns the pages of, what is in it. */
      const frames: { box: DOMRect; turned: boolean; hides: boolean }[] = [];
      for (let at = one.element.parentElement; at && at !== document.body; at = at.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(at);
        const turned = overflowY === 'auto' || overflowY === 'scroll';
        if (turned || overflowX !== 'visible' || overflowY !== 'visible')
          frames.push({ box: at.getBoundingClientRect(), turned, hides: !turned && overflowY !== 'visible' });
      }
      return { ...one, frames };
    });

    const found = new Set<string>();
    const say = (reason: string, element: Element): unknown =>
      found.add(`${reason}: ${element.tagName} ${(element.textContent ?? '').slice(0, 60)}`);
    for (const { element, node, box, frames } of placed) {
      const beside = (left: number, right: number) => box.left < left - 1 || box.right > right + 1;
      if (beside(0, innerWidth) || frames.some((frame) => beside(frame.box.left, frame.box.right)))
        say('outside, left or right', element);
      const first = frames.find(({ turned, hides }) => turned || hides);
      const [top, bottom] = first?.hides ? [first.box.top, first.box.bottom] : [0, innerHeight];
      if (!first?.turned && (box.top < top - 2 || box.bottom > bottom + 2)) say('outside, above or below', element);
      // Of what stands within a line only the line has a width.
      if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1) say('cut', element);
      if (node === null && !frames.some(({ turned }) => turned)) {
        const on = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
        if (on !== null && !element.contains(on)) say('covered', element);
      }
    }
    for (const { element, node } of texts) {
      for (const { index, 0: word } of (node.textContent ?? '').matchAll(/[A-Za-z]{4,}/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) say(`"${word}" is broken`, element);
      }
    }
    return [...found];
  });
