import { deviceWorks, type Capabilities } from '../catalogue/service-view.ts';
import { delay } from '../clock/clock.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { Belonging } from '../contract/result-view.ts';
import { belongingPlaces, type BelongingPorts, type Place } from './belonging-places.ts';
import type { BelongingEvent, SessionPorts } from './ports.ts';

/** What of a visitor lies in the machine: on the last page, after they have gone, and when the machine comes back. */
export interface Belongings {
  left(): readonly Belonging[];
  /** What happened to them that the screen should say. */
  problem(): ProblemCode | null;
  /** Looks now and then on the last page, until `guard` or `stop`. */
  look(): void;
  /**
   * Nobody is served now: gives back what is inside, and where something lies, calls `found` and then watches it until
   * it is taken or taken in, at last calling `cleared`. `found` says whether to watch.
   */
  guard(found: () => boolean, cleared: () => void): void;
  /** Whether a device in which something can lie answers again, or for the first time. */
  deviceIsBack(now: Capabilities): boolean;
  stop(): void;
}

export function belongingsOf(
  ports: BelongingPorts & Pick<SessionPorts, 'clock' | 'delays' | 'note' | 'alarm'>,
  onChanged: () => void,
): Belongings {
  const { clock, delays } = ports;
  const places = belongingPlaces(ports);
  let there: readonly Place[] = [];
  let problem: ProblemCode | null = null;
  let looking = new AbortController();
  let answering: readonly Place[] = [];
  let alarmed = false;
  /** Taken in, or given up: no longer looked for in this watch. */
  const done = new Set<Place>();

  const note = (event: BelongingEvent, { belonging }: Place): void => ports.note({ event, what: belonging });

  function alarm(on: boolean): void {
    if (on !== alarmed) ports.alarm(on);
    alarmed = on;
  }
  function restart(): AbortSignal {
    looking.abort();
    looking = new AbortController();
    alarm(false);
    done.clear();
    return looking.signal;
  }
  async function ask(): Promise<Place[]> {
    const answers = await Promise.all(places.map((place) => place.isThere()));
    return places.filter((place, index) => answers[index] && !done.has(place));
  }
  function show(now: readonly Place[], why: ProblemCode | null): void {
    const changed = why !== problem || now.length !== there.length || now.some((place) => !there.includes(place));
    [there, problem] = [now, why];
    if (changed) onChanged();
  }

  async function follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const now = await ask();
      if (signal.aborted) return;
      show(now, null);
      await delay(clock, delays.belongingsPollMs, signal);
    }
  }

  async function giveBackAll(signal: AbortSignal): Promise<ProblemCode | null> {
    const problems = await Promise.all(places.map(async (place) => (await place.giveBack?.(signal)) ?? null));
    return problems.find((one) => one !== null) ?? null;
  }

  async function watch(signal: AbortSignal, found: () => boolean, cleared: () => void): Promise<void> {
    const stuck = await giveBackAll(signal);
    const first = await ask();
    if (signal.aborted) return;
    [there, problem] = [first, stuck];
    if (first.length === 0 || !found()) return;
    for (const place of first) note('belonging-left', place);
    alarm(true);
    const alarmEndsMs = clock.monotonicMs() + delays.belongingsAlarmMs;
    await untilGone(signal, () => clock.monotonicMs() >= alarmEndsMs);
    alarm(false);
    const takenIn = there.length > 0 ? await takeIn(signal) : null;
    await untilGone(signal, () => !there.some(({ blocks }) => blocks));
    if (signal.aborted) return;
    show([], takenIn);
    if (takenIn) await delay(clock, delays.takenInNoticeMs, signal);
    if (signal.aborted) return;
    problem = null;
    cleared();
  }

  async function untilGone(signal: AbortSignal, enough: () => boolean): Promise<void> {
    while (!signal.aborted && there.length > 0 && !enough()) {
      await delay(clock, delays.belongingsPollMs, signal);
      const now = await ask();
      if (signal.aborted) return;
      for (const place of there) if (!now.includes(place)) note('belonging-taken', place);
      for (const place of now) if (!there.includes(place)) note('belonging-left', place);
      show(now, problem);
    }
  }

  /** The alarm's time is over. What the machine cannot take in waits for its owner, and the log says so. */
  async function takeIn(signal: AbortSignal): Promise<ProblemCode | null> {
    let said: ProblemCode | null = null;
    for (const place of there) {
      const taken = await place.takeIn?.(signal);
      if (signal.aborted) return null;
      note(taken?.done ? 'belonging-taken-in' : 'belonging-not-taken', place);
      if (taken?.done || !place.blocks) done.add(place);
      if (done.has(place)) said ??= taken?.problem ?? null;
      show(
        there.filter((other) => !done.has(other)),
        taken?.problem ?? problem,
      );
    }
    return said;
  }

  return {
    left: () => there.map(({ belonging }) => belonging),
    problem: () => problem,
    look: () => void follow(restart()),
    guard(found, cleared) {
      const signal = restart();
      [there, problem] = [[], null];
      void watch(signal, found, cleared);
    },
    deviceIsBack(now) {
      const before = answering;
      answering = places.filter(({ device }) => deviceWorks(device, now));
      return answering.some((place) => !before.includes(place));
    },
    stop() {
      restart();
      looking.abort();
    },
  };
}
