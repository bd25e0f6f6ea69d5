import { expect, type Page } from '@playwright/test';
import type { IdentityMethod, SessionSnapshot, Step, StepName } from '../../main/contract/session-snapshot.ts';
import type { Language } from '../../main/contract/language.ts';
import type { VisitorGroup } from '../../main/contract/visitor-group.ts';
import type { Hall } from './hall.ts';
import { screenHands, type Pockets, type ScreenHands } from './screen-hands.ts';
import { headingOf } from './screen-headings.ts';
import { briefly, type ScreenSnapshots } from './screen-snapshots.ts';
import { choiceNamed, nextButton, screenTyping, type ScreenTyping } from './screen-typing.ts';
import { validValue } from './valid-values.ts';
import { visitor, type Visitor } from './visitor.ts';

/** What somebody comes for, and how they want to go about it. */
export interface Errand extends Pockets {
  readonly service: string;
  readonly language: Language;
  readonly group: VisitorGroup;
  /** How they say who they are; the first of the ways that is offered where it is all the same to them. */
  readonly method?: IdentityMethod;
  /** How they prove it. */
  readonly way?: 'face' | 'finger' | 'officer';
  /** By the id of the question or the field; any answer without a fault to what is not named. */
  readonly answers?: Readonly<Record<string, string>>;
  readonly response?: 'accept' | 'defend' | 'object';
  readonly pays?: 'now' | 'later';
}

/** Somebody at the real screen who answers whatever is shown, by touching what a person would touch. */
export interface ScreenVisitor extends Visitor {
  readonly typing: ScreenTyping;
  /** All pages seen so far, in order, each once for every time it was come to. */
  readonly seen: readonly Step[];
  /** What was answered to the questions of the service, by the id of the field. */
  readonly given: Readonly<Record<string, string>>;
  now(): SessionSnapshot;
  /** Goes on until this page is shown, and leaves it untouched. Ends sooner only by throwing. */
  goTo(end: StepName | ((step: Step) => boolean), withinMs?: number): Promise<SessionSnapshot>;
  /** Waits for this page without doing anything. */
  waitFor(end: StepName | ((step: Step) => boolean), withinMs?: number): Promise<SessionSnapshot>;
  readonly hands: ScreenHands;
  /** From the last page to the welcome screen, with nothing left in the machines. */
  leave(): Promise<void>;
}

export interface ScreenVisitorOptions {
  readonly page: Page;
  readonly hall: Hall;
  readonly snapshots: ScreenSnapshots;
  /** Called with every page as it is drawn, before it is touched. */
  readonly onPage?: (step: Step, count: number) => Promise<void>;
}

/** No visit shows more. */
const mostPages = 120;
/** A loaded machine draws slowly, and an officer thinks. */
const pageMs = 30_000;

export function screenVisitor(options: ScreenVisitorOptions, errand: Errand): ScreenVisitor {
  const { page, hall, snapshots } = options;
  const { language } = errand;
  const v = visitor(page, language, () => snapshots.answered());
  const typing = screenTyping(v, language);
  const hands = screenHands(hall, errand);
  const seen: Step[] = [];
  const given: Record<string, string> = {};
  const { say } = v;

  const isOver = (step: Step): boolean => pageOf(snapshots.now().step) !== pageOf(step);

  /** Until its heading stands there in the visitor's language, or the kiosk itself has gone on. */
  async function drawn(step: Step): Promise<void> {
    const heading = headingOf(step, say);
    const sign =
      heading === null
        ? page.getByRole('button', { name: start.en })
        : page.getByRole('heading', { level: 1, name: heading, exact: true });
    await expect
      .poll(async () => isOver(step) || sign.isVisible(), {
        timeout: pageMs,
        intervals: [20],
        message: String(heading),
      })
      .toBe(true);
    const before = seen.at(-1);
    if (before && pageOf(before) === pageOf(step)) return;
    seen.push(step);
    if (!isOver(step)) await options.onPage?.(step, seen.length);
  }

  /** By the button, unless the countdown was quicker. */
  async function takePicture(step: Step): Promise<void> {
    const shutter = page.getByRole('button', { name: say('camera:takePhoto') });
    await expect
      .poll(async () => isOver(step) || shutter.isEnabled({ timeout: 100 }).catch(() => false), { timeout: pageMs })
      .toBe(true);
    if (!isOver(step)) await shutter.tap({ timeout: 3_000 }).catch(() => undefined);
  }

  /** Does what this page asks for; nothing where there is only waiting. */
  async function act(snapshot: SessionSnapshot): Promise<void> {
    const { step } = snapshot;
    if (step.name === 'fingerprint' && errand.way === 'officer') return v.press('journey:fingerprint.other.title');
    if (await hands.serve(snapshot)) return;
    switch (step.name) {
      case 'attract':
        return v.pressText(start[language]);
      case 'home':
        await snapshots.until((now) => isOpen(now, errand.service), `an open ${errand.service}`, pageMs);
        return v.touch(choiceNamed(page, say(`services:${errand.service}.name`)));
      case 'about': {
        const served = Object.values(step.service.groups).filter(({ state }) => state !== 'elsewhere');
        if (step.service.groups[errand.group].state === 'elsewhere')
          return v.press(`journey:about.elsewhere.${errand.group}`);
        return served.length === 1 ? v.press('journey:about.start') : v.press(`journey:groups.${errand.group}`);
      }
      case 'question':
        return v.touch(
          choiceNamed(page, say(`fields:${step.id}.options.${errand.answers?.[step.id] ?? step.options[0] ?? ''}`)),
        );
      case 'notice':
        return v.press('journey:notice.agree');
      case 'faceConsent':
        return v.press(`journey:faceConsent.${errand.way === 'face' ? 'face' : 'other'}.title`);
      case 'identityMethod':
        return v.touch(
          choiceNamed(page, say(`journey:identityMethod.${errand.method ?? step.methods[0] ?? ''}.title`)),
        );
      case 'idNumber':
        await typing.keys(errand.person?.number ?? '');
        return v.touch(nextButton(v));
      case 'personName':
        await typing.line(errand.person?.name ?? '');
        return v.touch(nextButton(v));
      case 'cardShown':
      case 'recordShown':
        return v.press('journey:person.yes');
      case 'documentShown':
        return v.press('journey:documentShown.yes');
      case 'guardianAsked':
        return v.press('journey:guardianAsked.here');
      case 'faceCapture':
        return takePicture(step);
      case 'faceReview':
        return v.press('journey:faceReview.use');
      case 'records':
        return v.press('journey:records.next');
      case 'choose':
        return choose(step);
      case 'statement':
        return v.touch(choiceNamed(page, say(`journey:statement.${errand.response ?? 'accept'}.title`)));
      case 'defence':
        await typing.line(
          errand.answers?.['defence'] ?? (language === 'en' ? 'I made way for an ambulance' : '当时在避让救护车'),
        );
        return v.touch(nextButton(v));
      case 'field':
        return answer(step);
      case 'idPhoto':
        return takeIdPhoto(step);
      case 'sign':
        return step.signature === null ? v.sign() : v.touch(nextButton(v));
      case 'review':
        return v.press('journey:review.confirm');
      case 'pay':
        return pay(step);
      case 'payChoice':
        return errand.pays === 'later'
          ? v.touch(page.locator('main').getByRole('button').nth(1))
          : v.press('journey:payChoice.now');
      default:
      // Checking, an officer, storing, printing: there is only waiting.
    }
  }

  function choose({ chosen, items }: Shown<'choose'>): Promise<void> {
    if (chosen !== null) return v.touch(nextButton(v));
    const index = items.findIndex(({ blocked }) => blocked === null);
    if (index === -1) throw new Error('there is nothing to choose');
    return v.touch(page.locator('main li').nth(index).getByRole('button'));
  }

  async function answer({ field, value, fault }: Shown<'field'>): Promise<void> {
    // What the office knows already stands there; a warning was read, and the same answer is given again.
    if (value !== '' && fault === null) return v.touch(nextButton(v));
    const wanted = errand.answers?.[field.id] ?? validAnswer(field, language);
    given[field.id] = wanted;
    if (wanted === '') return v.touch(page.locator('footer').getByRole('button', { name: say('fields:skip') }));
    await typing.answer(field, wanted);
  }

  async function takeIdPhoto(step: Shown<'idPhoto'>): Promise<void> {
    if (step.shots.length < 2) return takePicture(step);
    await v.touch(choiceNamed(page, say('journey:idPhoto.photo', { shot: 2 })));
    await v.press('journey:idPhoto.use');
  }

  /** On the telephone, which is not part of the kiosk. */
  async function pay({ payment }: Shown<'pay'>): Promise<void> {
    if (payment.state !== 'waiting') return;
    await expect(page.getByRole('figure', { name: say('journey:pay.code') })).toBeVisible();
    if (!hall.gateway.payments.pay(payment.orderId)) throw new Error('the treasury does not take this payment');
  }

  async function goTo(end: StepName | ((step: Step) => boolean), withinMs = pageMs): Promise<SessionSnapshot> {
    const isEnd = isAt(end);
    for (let pages = 0; pages < mostPages; pages += 1) {
      const snapshot = snapshots.now();
      await drawn(snapshot.step);
      if (isEnd(snapshot.step)) return snapshot;
      if (isOver(snapshot.step)) continue;
      if (finals.has(snapshot.step.name)) throw new Error(`the visit ended early at ${briefly(snapshot)}`);
      await act(snapshot);
      const before = stateOf(snapshot);
      await snapshots.until((later) => stateOf(later) !== before, `anything after ${briefly(snapshot)}`, withinMs);
    }
    throw new Error(`the visit goes round in circles: ${seen.map(({ name }) => name).join(' ')}`);
  }

  return {
    ...v,
    typing,
    seen,
    given,
    hands,
    now: () => snapshots.now(),
    goTo,
    async waitFor(end, withinMs = pageMs) {
      const isEnd = isAt(end);
      const snapshot = await snapshots.until(({ step }) => isEnd(step), String(end), withinMs);
      await drawn(snapshot.step);
      return snapshot;
    },
    async leave() {
      hands.takeAll();
      const { name } = snapshots.now().step;
      if (name === 'result') await v.press('journey:result.finish');
      else if (name === 'refused') await v.press('journey:refused.finish');
      else if (name === 'stopped') await v.press('journey:stopped.finish');
      await snapshots.until(({ step }) => step.name === 'attract', 'the welcome screen', pageMs);
      await expect(page.getByRole('button', { name: start.en })).toBeVisible();
    },
  };
}

const isAt = (end: StepName | ((step: Step) => boolean)): ((step: Step) => boolean) =>
  typeof end === 'function' ? end : ({ name }) => name === end;

type Shown<Name extends StepName> = Extract<Step, { name: Name }>;

export const start = { 'zh-CN': /^触摸开始/, en: /^Touch to start/ } as const;

/** Right after its start a kiosk does not know its printers yet. */
const isOpen = ({ step }: SessionSnapshot, service: string): boolean =>
  step.name === 'home' &&
  step.areas.some(({ services }) =>
    services.some(({ id, availability }) => id === service && availability.state !== 'counter'),
  );

const finals: ReadonlySet<StepName> = new Set(['refused', 'result', 'stopped', 'takeBelongings']);

/** Two snapshots with the same page are one screen to a visitor. */
const pageOf = (step: Step): string =>
  step.name === 'field'
    ? `field ${step.field.id}`
    : step.name === 'question'
      ? `question ${step.id}`
      : step.name === 'idPhoto'
        ? `idPhoto ${String(step.shots.length)}`
        : step.name === 'fingers'
          ? `fingers ${step.hand}`
          : step.name;

/** What changes by itself while a page is read, and asks for nothing: who is served, how a print is going, time left. */
const unasked: ReadonlySet<string> = new Set([
  'areas',
  'outOfService',
  'service',
  'offers',
  'leaflet',
  'slip',
  'secondsLeft',
]);

/** All that a visitor could answer to: anything new in it, and they look again. */
const stateOf = ({ step, problem }: SessionSnapshot): string =>
  JSON.stringify([step, problem], (name, value: unknown) => (unasked.has(name) ? undefined : value));

function validAnswer(field: Shown<'field'>['field'], language: Language): string {
  if (field.kind === 'date')
    return field.today >= field.earliest && field.today <= field.latest ? field.today : field.latest;
  if (language === 'zh-CN') return validValue(field);
  if (field.kind === 'text') return 'Example Road';
  if (field.kind === 'personName') return 'CHEN JING';
  if (field.kind === 'address') return '500105 1 Example Road';
  return validValue(field);
}
