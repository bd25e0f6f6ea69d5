import { deviceWorks } from '../catalogue/service-view.ts';
import type { Comfort, SessionSnapshot } from '../contract/session-snapshot.ts';
import type { VisitorEvent } from '../contract/visitor-event.ts';
import { advance, begin, journeyOf, stateName, type Journey, type JourneyTurn } from '../journey/journey.ts';
import type { JourneyEvent, JourneyRules } from '../journey/journey-state.ts';
import { belongingsOf } from './belongings.ts';
import { countdown } from './countdown.ts';
import { wipeDropped } from './dropped-secrets.ts';
import { effectRunner } from './effect-runner.ts';
import { guidanceOf } from './guidance.ts';
import { idleWatch } from './idle-watch.ts';
import { noteOf } from './journey-notes.ts';
import { officerBell } from './officer-bell.ts';
import type { SessionEnd, SessionPorts } from './ports.ts';
import { chosenService, contextIn, expectsTouch, isLastPage, mayEnd, phaseView, type Phase } from './session-view.ts';

/** One visitor at the kiosk at a time, from the first touch to the wipe. */
export interface KioskSession {
  snapshot(): SessionSnapshot;
  /** Whether the event meant something now. */
  send(event: VisitorEvent): boolean;
  /** Something outside the visit changed that a screen may show. */
  refresh(): void;
  onChanged(listener: (snapshot: SessionSnapshot) => void): () => void;
  /** Called after everything about the visitor is gone: the shell then replaces the screen's process. */
  onEnded(listener: (because: SessionEnd) => void): () => void;
  stop(): void;
}

function listenTo<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const plain: Comfort = { textSize: 'standard', contrast: 'standard', reach: false, speech: false };

export function kioskSession(ports: SessionPorts): KioskSession {
  const { clock, delays } = ports;
  const changed = new Set<(snapshot: SessionSnapshot) => void>();
  const ended = new Set<(because: SessionEnd) => void>();
  let sequence = 0;
  let phase: Phase = { name: 'attract' };
  let journey: Journey | null = null;
  let language = ports.defaultLanguage;
  let comfort = plain;
  let shownProblem: string | null = null;

  const unhurried = (): boolean => comfort.textSize !== 'standard' || comfort.speech;
  const idle = idleWatch(
    clock,
    () => ({ idleMs: unhurried() ? delays.idleUnhurriedMs : delays.idleMs, warningMs: delays.warningMs }),
    () => push(),
    () => end('idle'),
  );
  const lastPage = countdown(
    clock,
    () => push(),
    () => end('finished'),
  );
  const bell = officerBell(clock, delays.officerCallMs, () => push());
  const effects = effectRunner(ports, (outcome) => void dispatch(outcome));
  const belongings = belongingsOf(ports, () => push());

  function snapshot(): SessionSnapshot {
    const left = belongings.left();
    const view = phaseView(phase, {
      capabilities: ports.capabilities(),
      left,
      belongingsProblem: belongings.problem(),
      resultSecondsLeft: lastPage.secondsLeft(),
    });
    return {
      sequence,
      language,
      comfort,
      kiosk: ports.face,
      ...view,
      idleSecondsLeft: idle.secondsLeft(),
      officerCall: bell.state(),
      guidance: guidanceOf(view.step, left),
    };
  }

  function push(): void {
    sequence += 1;
    const now = snapshot();
    if (now.problem !== shownProblem) {
      shownProblem = now.problem;
      if (now.problem) ports.note({ event: 'problem-shown', problem: now.problem, step: now.step.name });
    }
    for (const listener of changed) listener(now);
  }

  /** Moves to another phase and sets the clocks that go with it. */
  function enter(next: Phase): void {
    phase = next;
    if (expectsTouch(phase)) idle.resume();
    else idle.pause();
    if (!isLastPage(phase)) return lastPage.stop();
    stayOnLastPage();
    belongings.look();
  }

  function stayOnLastPage(): void {
    lastPage.start(contextIn(phase)?.paperMissing ? delays.paperMissingMs : delays.resultMs);
  }

  function take({ state, orders }: JourneyTurn): void {
    wipeDropped(contextIn(phase), state.context);
    if (stateName(state) === 'left') {
      forget();
      return enter({ name: 'home' });
    }
    enter({ name: 'visit', state });
    for (const order of orders) {
      if (order.do === 'cease') effects.cease();
      else effects.begin(order.effect, { language, journey: state.context });
    }
  }

  /** Hands an event to the journey; false when it means nothing in this state. */
  function dispatch(event: JourneyEvent): boolean {
    if (phase.name !== 'visit' || !journey) return false;
    const turn = advance(journey, phase.state, event);
    if (turn.state === phase.state) return false;
    const note = noteOf(phase.state, event);
    if (note) ports.note(note);
    take(turn);
    if (event.type === 'paperMissing') call();
    push();
    return true;
  }

  /** Drops all that is known of a visit. */
  function forget(): void {
    effects.forget();
    // A visit that is being stored still needs its order: what becomes of it is seen at the next start.
    const orderId =
      phase.name === 'visit' && stateName(phase.state) === 'storing' ? undefined : contextIn(phase)?.payment?.orderId;
    if (orderId !== undefined) ports.payments.release(orderId);
    wipeDropped(contextIn(phase), null);
    journey = null;
  }

  /** The next visitor finds the kiosk as if nobody had been there. */
  function welcome(): void {
    language = ports.defaultLanguage;
    comfort = plain;
    bell.silence();
    enter({ name: 'attract' });
  }

  function end(because: SessionEnd): void {
    const step = snapshot().step.name;
    const spoken = language;
    forget();
    welcome();
    push();
    ports.note({ event: 'session-ended', because, step });
    for (const listener of ended) listener(because);
    guard(spoken);
  }

  /** Before anybody is served: what lies in the machine goes back to whom it belongs to, asked in `spoken`. */
  function guard(spoken: typeof language): void {
    belongings.guard(
      () => {
        if (phase.name !== 'attract' && phase.name !== 'home') return false;
        if (phase.name === 'home') ports.note({ event: 'session-ended', because: 'belongings', step: 'home' });
        language = spoken;
        enter({ name: 'takeBelongings' });
        push();
        return true;
      },
      () => {
        welcome();
        push();
      },
    );
  }

  const rules: JourneyRules = {
    ...ports.rules,
    deviceWorks: (device) => deviceWorks(device, ports.capabilities()),
    gatewayOnline: () => ports.capabilities().gateway,
  };

  /** A tile of the first page, or one of the last: what follows from a visit is a visit of its own. */
  function choose(serviceId: string): boolean {
    const isFollowing = isLastPage(phase);
    const service = phase.name === 'home' || isFollowing ? chosenService(serviceId, ports.capabilities()) : null;
    if (!service) return false;
    if (isFollowing) beginAnew();
    journey = journeyOf(service);
    ports.note({ event: 'service-chosen', service: serviceId });
    take(begin(journey, rules));
    return true;
  }

  /** All is wiped as for the next visitor, but how this one reads the screen. */
  function beginAnew(): void {
    const kept = { language, comfort };
    end('visitor');
    ({ language, comfort } = kept);
    ports.note({ event: 'session-started' });
  }

  function wake(): boolean {
    if (phase.name !== 'attract') return false;
    ports.note({ event: 'session-started' });
    enter({ name: 'home' });
    return true;
  }

  function call(): boolean {
    if (phase.name === 'attract' || !bell.ring()) return false;
    ports.note({ event: 'officer-called', step: snapshot().step.name });
    return true;
  }

  /** What the session itself does with an event; the journey gets the rest. */
  function handle(event: VisitorEvent): boolean {
    switch (event.type) {
      case 'touch':
      case 'needMoreTime':
        return phase.name !== 'attract';
      case 'wake':
        return wake();
      case 'chooseLanguage':
        language = event.language;
        wake();
        return true;
      case 'setComfort':
        comfort = event.comfort;
        wake();
        return true;
      case 'chooseService':
        return choose(event.serviceId);
      case 'callOfficer':
        return call();
      case 'cancelOfficerCall':
        bell.silence();
        return true;
      case 'end':
        if (!mayEnd(phase)) return false;
        end('visitor');
        return true;
      default:
        return dispatch(event);
    }
  }

  return {
    snapshot,
    send(event) {
      const warned = idle.secondsLeft() !== null;
      if (lastPage.secondsLeft() > 0) stayOnLastPage();
      const accepted = handle(event);
      idle.touched();
      // A plain touch changes nothing that is shown, unless it ends the warning.
      if ((accepted && event.type !== 'touch') || warned) push();
      return accepted;
    },
    refresh() {
      // A device that was away is asked what lies in it: nothing is remembered across a reconnect.
      if (belongings.deviceIsBack(ports.capabilities()) && phase.name === 'attract') guard(language);
      push();
    },
    onChanged: (listener) => listenTo(changed, listener),
    onEnded: (listener) => listenTo(ended, listener),
    stop() {
      if (phase.name === 'home' || phase.name === 'visit') end('shutdown');
      bell.silence();
      for (const one of [idle, lastPage, belongings]) one.stop();
    },
  };
}
