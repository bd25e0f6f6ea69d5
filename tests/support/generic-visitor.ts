import type { IdentityMethod, Step } from '../../main/contract/session-snapshot.ts';
import type { VisitorEvent } from '../../main/contract/visitor-event.ts';
import type { VisitorGroup } from '../../main/contract/visitor-group.ts';
import type { JourneyContext } from '../../main/journey/journey-state.ts';
import { validCodes, validValue, type OptionPick } from './valid-values.ts';

/** What a visitor is free to choose on the way. */
export interface VisitorChoices {
  readonly group: VisitorGroup;
  /** How they say who they are; null where one way is as good as another. */
  readonly method: IdentityMethod | null;
  /** How they prove it. */
  readonly way: 'face' | 'finger' | 'officer';
  /** To a statement of facts. */
  readonly response: 'accept' | 'defend' | 'object';
  /** The refusal that the answer to a question is to lead to; null for whoever is let in. */
  readonly refusedAnswer: string | null;
  readonly pays: 'now' | 'later';
  /** Of the options of a question. */
  readonly pick: OptionPick;
}

/** A JPEG of one pixel is as good as a face here. */
export const jpeg = '/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==';

/** What somebody does who answers whatever is shown, knowing nothing of the service. */
export function answerTo(step: Step, context: JourneyContext, choices: VisitorChoices): VisitorEvent {
  switch (step.name) {
    case 'about':
      return { type: 'chooseGroup', group: choices.group };
    case 'question':
      return { type: 'answer', field: step.id, value: questionAnswer(step, context, choices) };
    case 'faceConsent':
      return { type: choices.way === 'face' ? 'consentToFace' : 'anotherWay' };
    case 'identityMethod':
      return { type: 'chooseMethod', method: methodAmong(step.methods, choices.method) };
    case 'idNumber':
      return { type: 'answer', field: 'idNumber', value: validCodes.citizenId };
    case 'personName':
      return { type: 'answer', field: 'personName', value: '陈静' };
    case 'faceCapture':
      return { type: 'photo', jpeg };
    case 'choose':
      return chooseOrGoOn(step);
    case 'statement':
      return { type: 'respond', response: choices.response };
    case 'defence':
      return { type: 'answer', field: 'defence', value: '当时在避让救护车' };
    case 'field':
      return fieldAnswer(step, choices);
    case 'idPhoto':
      return step.shots.length < 2 ? { type: 'photo', jpeg } : { type: 'chooseShot', shot: 1 };
    case 'sign':
      return step.signature === null ? { type: 'sign', path: 'M1,1 L2,2' } : { type: 'next' };
    case 'review':
      return { type: 'confirm' };
    case 'pay':
      if (step.payment.state === 'unknown') return { type: 'stopWaiting' };
      throw new Error('the treasury says what became of the payment');
    case 'payChoice':
      return { type: choices.pays === 'now' ? 'payNow' : 'payLater' };
    case 'notice':
    case 'cardShown':
    case 'documentShown':
    case 'recordShown':
    case 'guardianAsked':
    case 'faceReview':
    case 'records':
      return { type: 'next' };
    default:
      throw new Error(`nobody can do anything at ${step.name}`);
  }
}

type Shown<Name extends Step['name']> = Extract<Step, { name: Name }>;

function questionAnswer(
  { id, options }: Shown<'question'>,
  { definition }: JourneyContext,
  choices: VisitorChoices,
): string {
  const refuses = definition.questions.find((question) => question.id === id)?.refuses ?? {};
  const wanted = options.find((option) => choices.refusedAnswer !== null && refuses[option] === choices.refusedAnswer);
  const harmless = options.filter((option) => refuses[option] === undefined);
  if (!wanted && harmless.length === 0) throw new Error(`every answer to ${id} is refused`);
  return wanted ?? choices.pick(harmless);
}

function methodAmong(offered: readonly IdentityMethod[], wanted: IdentityMethod | null): IdentityMethod {
  const method = wanted ?? offered[0];
  if (!method || !offered.includes(method)) throw new Error(`${String(wanted)} is not among ${offered.join(', ')}`);
  return method;
}

function chooseOrGoOn({ chosen, items }: Shown<'choose'>): VisitorEvent {
  if (chosen !== null) return { type: 'next' };
  const item = items.find(({ blocked }) => blocked === null);
  if (!item) throw new Error('there is nothing to choose');
  return { type: 'chooseItem', item: item.id };
}

function fieldAnswer({ field, value, fault }: Shown<'field'>, { pick }: VisitorChoices): VisitorEvent {
  const right = validValue(field, pick);
  if (fault !== null && value === right) throw new Error(`a right answer to ${field.id} is called ${fault}`);
  return { type: 'answer', field: field.id, value: right };
}
