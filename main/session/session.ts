import type { Comfort, SessionSnapshot } from '../contract/session-snapshot.ts';
import type { VisitorEvent } from '../contract/visitor-event.ts';
import { advance, begin, journeyOf, stateName, type Journey, type JourneyTurn } from '../journey/journey.ts';
import type { JourneyEvent } from '../journey/journey-state.ts';
import { isBusy } from '../journey/journey-view.ts';
import { cardWatch } from './card-watch.ts';
import { countdown } from './countdown.ts';
import { carryOut } from './effects.ts';
import { idleWatch } from './idle-watch.ts';
import type { SessionEnd, SessionNote, SessionPorts, Stored } from './ports.ts';
import { chosenService, mayEnd, phaseView, type Phase } from './session-view.ts';

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

/** What of a visit belongs into the log: that it happened, and nothing that was said. */
const noted: Readonly<Partial<Record<JourneyEvent['type'], SessionNote>>> = {
  consentToFace: { event: 'consent-given', what: 'face' },
  anotherWay: { event: 'consent-refused', what: 'face' },
  faceMatched: { event: 'identity-proved', what: 'face' },
  officerGranted: { event: 'identity-proved', what: 'officer' },
};

const photoIn = (phase: Phase): Uint8Array | null => (phase.name === 'visit' ? phase.state.context.photo : null);

const plain: Comfort = { textSize: 'standard', contrast: 'standard', reach: false, speech: false };

export function kioskSession(ports: SessionPorts): KioskSession {
  const { clock, delays } = ports;
  const changed = new Set<(snapshot: SessionSnapshot) => void>();
  const ended = new Set<(because: SessionEnd) => void>();
  let sequence = 0;
  let phase: Phase = { name: 'attract' };
  let journey: Journey | null = null;
  let stored: Stored | null = null;
  let work = new AbortController();
  let language = ports.defaultLanguage;
  let comfort = plain;
  let officerCall: SessionSnapshot['officerCall'] = 'none';
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
  const bell = countdown(
    clock,
    () => {},
    () => {
      officerCall = 'noAnswer';
      push();
    },
  );
  const card = cardWatch(ports, () => {
    if (phase.name === 'takeBelongings' && !card.present()) welcome();
    push();
  });

  function snapshot(): SessionSnapshot {
    const facts = {
      capabilities: ports.capabilities(),
      outOfService: ports
        .capabilities()
        .brokenDevices.map((device) => ({ device, state: 'offline' as const, reason: null })),
      left: card.present() ? (['card'] as const) : [],
      resultSecondsLeft: lastPage.secondsLeft(),
    };
    return {
      sequence,
      language,
      comfort,
      kiosk: ports.face,
      ...phaseView(phase, facts),
      idleSecondsLeft: idle.secondsLeft(),
      officerCall,
      guidance: null,
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
    const atResult = next.name === 'visit' && stateName(next.state) === 'result';
    if (
      next.name === 'attract' ||
      next.name === 'takeBelongings' ||
      atResult ||
      (next.name === 'visit' && isBusy(next.state))
    )
      idle.pause();
    else idle.resume();
    if (atResult) {
      lastPage.start(delays.resultMs);
      card.look();
    } else lastPage.stop();
  }

  function take({ state, orders }: JourneyTurn): void {
    const photo = photoIn(phase);
    if (photo !== state.context.photo) photo?.fill(0);
    if (stateName(state) === 'left') {
      forget();
      return enter({ name: 'home' });
    }
    enter({ name: 'visit', state });
    for (const order of orders) {
      work.abort();
      if (order.do === 'cease') continue;
      work = new AbortController();
      if (order.effect === 'readCard') card.used();
      const { signal } = work;
      const tell = (outcome: JourneyEvent): void => {
        if (!signal.aborted) dispatch(outcome);
      };
      void carryOut(order.effect, {
        ports,
        signal,
        tell,
        stored,
        visit: { language, journey: state.context },
        keep: (value) => {
          if (!signal.aborted) stored = value;
        },
      });
    }
  }

  /** Hands an event to the journey; false when it means nothing in this state. */
  function dispatch(event: JourneyEvent): boolean {
    if (phase.name !== 'visit' || !journey) return false;
    const turn = advance(journey, phase.state, event);
    if (turn.state === phase.state) return false;
    const note = noted[event.type];
    if (note) ports.note(note);
    take(turn);
    push();
    return true;
  }

  /** Drops all that is known of a visit. Strings cannot be overwritten; pictures can. */
  function forget(): void {
    work.abort();
    photoIn(phase)?.fill(0);
    journey = null;
    stored = null;
  }

  /** The next visitor finds the kiosk as if nobody had been there. */
  function welcome(): void {
    language = ports.defaultLanguage;
    comfort = plain;
    officerCall = 'none';
    bell.stop();
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
    card.guard((left) => {
      if (!left || phase.name !== 'attract') return;
      // Still for the one who is walking away: in their language.
      language = spoken;
      enter({ name: 'takeBelongings' });
      push();
    });
  }

  function choose(serviceId: string): boolean {
    const service = phase.name === 'home' ? chosenService(serviceId, ports.capabilities()) : null;
    if (!service) return false;
    journey = journeyOf(service);
    ports.note({ event: 'service-chosen', service: serviceId });
    take(begin(journey, ports.rules));
    return true;
  }

  function wake(): boolean {
    if (phase.name !== 'attract') return false;
    ports.note({ event: 'session-started' });
    enter({ name: 'home' });
    return true;
  }

  function call(): boolean {
    if (officerCall === 'calling' || phase.name === 'attract') return false;
    officerCall = 'calling';
    bell.start(delays.officerCallMs);
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
        bell.stop();
        officerCall = 'none';
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
      if (lastPage.secondsLeft() > 0) lastPage.start(delays.resultMs);
      const accepted = handle(event);
      idle.touched();
      // A plain touch changes nothing that is shown, unless it ends the warning.
      if ((accepted && event.type !== 'touch') || warned) push();
      return accepted;
    },
    refresh: push,
    onChanged: (listener) => {
      changed.add(listener);
      return () => changed.delete(listener);
    },
    onEnded: (listener) => {
      ended.add(listener);
      return () => ended.delete(listener);
    },
    stop() {
      if (phase.name === 'home' || phase.name === 'visit') end('shutdown');
      for (const one of [idle, lastPage, bell, card]) one.stop();
    },
  };
}
