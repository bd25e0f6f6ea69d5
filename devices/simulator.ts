/** What every simulator is: the other end of a wire, and the ways in which that end can fail. */
export interface Simulator {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The commands of the host by the names that a scenario uses: `read`, `print`, `status` and the like. */
  readonly commands: readonly string[];
  /** Every fault it can play: those of any line, and its own. */
  readonly faults: readonly string[];
  /** Arms a fault. Throws for a command or a fault that it does not have: a scenario with a typing mistake tests nothing. */
  play(step: ScenarioStep): void;
  /** Ends every fault, and whatever it left behind in the machine. */
  heal(): void;
}

/** One line of a scenario, e.g. `{ at: 'read:byte:17', fault: 'unplug' }` or `{ at: 'now', fault: 'paperOut' }`. */
export interface ScenarioStep {
  /** `now`, `any`, a command, or a command and the byte of its answer: `read`, `read:byte:17`. */
  readonly at: string;
  readonly fault: string;
  /** How many times; without it until `heal`. */
  readonly times?: number;
}

export type ScenarioPoint =
  | { readonly when: 'now' }
  | {
      readonly when: 'command';
      /** null: whichever comes next. */
      readonly command: string | null;
      /** How many bytes of the answer still leave; null: none of it matters. */
      readonly byte: number | null;
    };

/** Reads `at`. Throws for anything else. */
export function scenarioPoint(at: string, commands: readonly string[]): ScenarioPoint {
  if (at === 'now') return { when: 'now' };
  const [command = '', word, digits, ...rest] = at.split(':');
  const byte = word === undefined ? null : Number(digits);
  const isByte = word === undefined || (word === 'byte' && /^\d{1,6}$/.test(digits ?? '') && rest.length === 0);
  if (!isByte || (command !== 'any' && !commands.includes(command))) {
    throw new Error(`"${at}" is no point of a scenario here: now, any, ${commands.join(', ')}, or <command>:byte:<n>`);
  }
  return { when: 'command', command: command === 'any' ? null : command, byte };
}
