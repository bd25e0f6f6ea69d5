import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { allAnswers } from '../../main/journey/all-answers.ts';
import type { FieldDefinition } from '../../main/catalogue/service-definition.ts';
import { shownFields } from '../../main/journey/asked-questions.ts';
import { fieldAnswer } from '../../main/journey/field-answer.ts';
import { fieldOptions } from '../../main/journey/field-options.ts';
import type { JourneyContext } from '../../main/journey/journey-state.ts';
import { missingWords } from '../support/missing-words.ts';
import { served, serviceOf } from '../support/served-services.ts';
import { walk } from '../support/service-walk.ts';
import type { OptionPick } from '../support/valid-values.ts';
import { whimOf } from '../support/wandering-visitor.ts';

/** What would be sent although the visitor never gave a right answer to it. */
function wrongAnswers(context: JourneyContext): string[] {
  const answers = allAnswers(context);
  // What a document or an office says is not theirs to answer.
  const theirs = ({ id }: FieldDefinition) => context.answers[id] !== undefined || answers[id] === undefined;
  return shownFields(context)
    .filter(theirs)
    .flatMap((field) => {
      const offered = field.kind === 'choice' ? { ...field, options: [...fieldOptions(field, context)] } : field;
      const { fault } = fieldAnswer(offered, answers[field.id] ?? '', context.rules, answers);
      return fault === null ? [] : [`${field.id}: ${fault}`];
    });
}

const seed = Number(process.env['KIOSK_SEED'] ?? randomInt(1_000_000));

test.each(served)(
  `$id for $group: whoever changes their mind again and again leaves nothing out (seed ${String(seed)})`,
  ({ definition, group }) => {
    for (let visit = 0; visit < 40; visit += 1) {
      const whim = whimOf(seed + visit);
      const way = whim.pick(['face', 'finger', 'officer'] as const);
      const response = whim.pick(['accept', 'defend'] as const);
      const pays = whim.pick(['now', 'later'] as const);
      const wandered = walk({
        definition,
        group,
        way,
        response,
        pays,
        knows: whim.onceIn(2),
        pick: (options) => whim.pick(options),
        whim,
      });
      const { context, end } = wandered;
      expect(end).toBe('result');
      expect(missingWords(wandered)).toBe('');
      expect(wrongAnswers(context)).toEqual([]);
    }
  },
);

const asTourist: OptionPick = (options) => options.find((option) => option === 'tourism') ?? options[0] ?? '';

test('an answer that the office gave decides what follows as one that was typed', () => {
  const definition = serviceOf('foreigner-accommodation-registration');
  const { context } = walk({ definition, group: 'foreign', knows: true, pick: asTourist });
  expect(context.known['visaType']).toBe('tourism');
  expect(shownFields(context).map(({ id }) => id)).toContain('visaNumber');
});

const askedBeforeTheCase = served.filter(
  ({ definition: { steps } }) =>
    steps.includes('review') && steps.includes('fields') && steps.indexOf('fields') < steps.indexOf('case'),
);

test.each(askedBeforeTheCase)(
  '$id asks the office again for $group when what it was asked about is changed at the review',
  ({ definition, group }) => {
    const field = definition.fields[0]?.id ?? '';
    const changed = walk({ definition, group, changes: [field] });
    expect(changed.effects.filter((effect) => effect === 'openCase')).toHaveLength(2);
    expect(changed.end).toBe('result');
  },
);

test('an endorsement that the office does not offer is not asked for by changing one part of it', () => {
  const definition = serviceOf('hk-macao-endorsement');
  // The first time the first option is taken, and the last one whenever it is asked again.
  const seen = new Set<string>();
  const pick: OptionPick = (options) => {
    const key = options.join();
    const again = seen.has(key);
    seen.add(key);
    return (again ? options.at(-1) : options[0]) ?? '';
  };
  const { context, end } = walk({ definition, group: 'mainland', changes: ['destination'], pick });
  expect(end).toBe('result');
  expect(wrongAnswers(context)).toEqual([]);
});
