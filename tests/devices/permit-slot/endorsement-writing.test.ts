import { expect, it } from 'vitest';
import { writeLines } from '../../../devices/permit-slot/endorsement-writing.ts';
import { crtModelOf, rewriterEntry } from '../../../devices/permit-slot/profile.ts';
import type { QuestionFault, Whereabouts } from '../../../devices/permit-slot/slot-question.ts';
import { err, ok, type Result } from '../../../main/contract/result.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const at = (data: string): Result<Whereabouts, QuestionFault> => ok({ position: 'inside', captureBin: 'ok', data });
/** The mark of the last text, which the machine wrote well. */
const writtenBefore = at('24');

/** What the writer says when it is asked: before, to the command, and then each time until the minute is over. */
async function outcome(
  begun: Result<Whereabouts, QuestionFault>,
  states: readonly Result<Whereabouts, QuestionFault>[],
): Promise<string> {
  const clock = new FakeClock();
  const said = [writtenBefore, ...states];
  const writing = writeLines(['示例'], {
    ask: async (command) =>
      command === 'write' ? begun : ((said.length > 1 ? said.shift() : said[0]) ?? err('offline')),
    clock,
    delays: { writeTimeoutMs: 60_000, writePollMs: 500 },
    entry: rewriterEntry.parse({}),
    model: crtModelOf({ driver: 'crt-571' }),
    stopped: new AbortController().signal,
  });
  await clock.advance(61_000);
  const result = await writing;
  return result.ok ? 'written' : result.error;
}

const begun = at('');
const lost = err('lost' as const);

it.each([
  ['it says so, after a while', begun, [at('15'), err('offline' as const), at('15'), at('25')], 'written'],
  ['it says so, though its first answer was lost', lost, [at('25')], 'written'],
  ['it says that it did not', begun, [at('35')], 'writeFailed'],
  ['it says that it does not know', begun, [at('45')], 'notConfirmed'],
  ['the text never reached it: it speaks of the last one', lost, [writtenBefore], 'writeFailed'],
  ['the line broke, and the text never reached it', err('offline' as const), [writtenBefore], 'writeFailed'],
  ['it lost its power, and with it the text', lost, [at('44')], 'notConfirmed'],
  ['it had begun, and speaks of another text', begun, [writtenBefore], 'notConfirmed'],
  ['it says nothing more', begun, [err('offline' as const)], 'notConfirmed'],
  ['it says what no model says', begun, [at('95')], 'notConfirmed'],
  ['it never ends', begun, [at('15')], 'notConfirmed'],
  ['it refused', err('slotFault' as const), [at('25')], 'slotFault'],
])('what became of a text: %s', async (_, answer, states, wanted) => {
  expect(await outcome(answer, states)).toBe(wanted);
});
