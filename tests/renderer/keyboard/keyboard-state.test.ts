import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextKeyboard, startOf, type KeyboardEvent } from '../../../renderer/keyboard/keyboard-state.ts';

const after = (events: readonly KeyboardEvent[]) => events.reduce(nextKeyboard, startOf('zh-CN'));
const letter = (character: string): KeyboardEvent => ({ type: 'letter', letter: character });

describe('the keyboard between two keys', () => {
  it('collects letters for pinyin, but no middle dot', () => {
    expect(after([letter('l'), letter('·'), letter('i')]).typed).toBe('li');
  });

  it('keeps what a chosen word did not use up, without the apostrophe before it', () => {
    const typed = [...`xi'an`].map(letter);
    expect(after([...typed, { type: 'chosen', candidate: { text: '西', typedLength: 2 } }]).typed).toBe('an');
  });

  it('goes back to the first page with every letter', () => {
    expect(after([letter('y'), { type: 'page', by: 1 }, letter('i')]).page).toBe(0);
    expect(after([letter('y'), { type: 'page', by: -1 }]).page).toBe(0);
  });

  it('writes one capital and goes on small', () => {
    expect(startOf('en')).toMatchObject({ mode: 'latin', shift: true });
    expect([letter('H')].reduce(nextKeyboard, startOf('en')).shift).toBe(false);
  });

  it('forgets half a word when the way of writing changes', () => {
    expect(after([letter('n'), { type: 'mode', mode: 'digits' }]).typed).toBe('');
  });

  it('never holds more than a bounded number of letters', () => {
    const keys = fc.array(fc.constantFrom(...'abcz·1').map(letter), { maxLength: 200 });
    fc.assert(
      fc.property(keys, (events) => {
        expect(after(events).typed).toMatch(/^[a-z]{0,60}$/);
      }),
    );
  });
});
