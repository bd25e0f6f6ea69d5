import { delay, systemClock } from '../../main/clock/clock.ts';
import { flashRates } from '../../main/contract/device-status.ts';
import { runTechnicianTool, type TechnicianTool } from '../technician-cli.ts';
import { ioBoard, type IoBoardDriver } from './driver.ts';
import type { IoBoardStatus, LightName } from './io-board.ts';
import { ioBoardProfile, lightNames, type IoBoardProfile } from './profile.ts';

const USUAL_BAUD_RATE = 9600;
/** Long enough to walk round to the lamp. */
const SHOW_LIGHT_MS = 15_000;
/** Of each lamp in turn. */
const SHOW_EACH_MS = 700;

/** The technician's tool. Without a profile nothing is known of the wires: only whether the board answers. */
export const ioBoardTool: TechnicianTool<IoBoardProfile, IoBoardDriver> = {
  device: 'io-board',
  profileKey: 'ioBoard',
  entry: ioBoardProfile,
  entryAt: (connection, baudRate) => ({
    driver: 'modbus-rtu',
    connection: connection.kind === 'serial' ? { ...connection, baudRate: baudRate ?? USUAL_BAUD_RATE } : connection,
  }),
  open: ({ entry, clock, channelTo }) => ioBoard({ channel: channelTo(entry.connection), clock, profile: entry }),
  actions: {
    'self-test': {
      does: 'lights every lamp in turn, and shows what is wired',
      async run(board, { say, signal }) {
        for (const light of lightNames.filter((name) => board.profile.lights[name])) {
          if (signal.aborted) break;
          say(`light: ${light}`);
          await board.setLight(light, 'continuous');
          await delay(systemClock, SHOW_EACH_MS, signal);
          await board.setLight(light, 'off');
        }
        await delay(systemClock, SHOW_EACH_MS, signal);
        say(`doors: ${board.profile.doors.length}`);
        say(`watchdog: ${board.profile.heartbeat ? `every ${board.profile.heartbeat.intervalMs} ms` : 'none'}`);
        return board.status().device === 'online';
      },
    },
    light: {
      does: 'light <name> <off | slow | medium | quick | continuous>, for fifteen seconds or until Ctrl-C',
      async run(board, { args: [name, word], say, signal }) {
        const light = lightNames.find((known) => known === name);
        const rate = flashRates.find((known) => known === word);
        if (!light || !rate || !board.profile.lights[light]) {
          say(`lights here: ${fittedLights(board).join(', ') || 'none'}; rates: ${flashRates.join(', ')}`);
          return false;
        }
        const lit = await board.setLight(light, rate);
        if (lit.ok) await delay(systemClock, SHOW_LIGHT_MS, signal);
        await board.setLight(light, 'off');
        await delay(systemClock, SHOW_EACH_MS);
        say(lit.ok ? `${light}: ${rate} shown` : `failed: ${lit.error}`);
        return lit.ok;
      },
    },
    unlock: {
      does: 'unlock <door, from 1>: opens a collection door',
      asksFirst: true,
      async run(board, { args: [number], say, signal }) {
        const opened = await board.unlockDoor(Number(number) - 1, signal);
        say(opened.ok ? `door ${number}: open` : `failed: ${opened.error}`);
        return opened.ok;
      },
    },
    watch: {
      does: 'says every change, until Ctrl-C',
      async run(board, { say, signal }) {
        const stop = board.onStatusChanged((status) => say(lineOf(status)));
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
        stop();
        return true;
      },
    },
  },
};

const fittedLights = (board: IoBoardDriver): LightName[] => lightNames.filter((name) => board.profile.lights[name]);

const lineOf = (status: IoBoardStatus): string =>
  Object.entries(status)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');

/** The exit code: 0 done, 1 the board or the door failed, 2 wrong use. */
export const run = (argv: readonly string[], out: (text: string) => void): Promise<number> =>
  runTechnicianTool(ioBoardTool, argv, out);
