import { writeFile } from 'node:fs/promises';
import { runTechnicianTool, type TechnicianTool } from '../technician-cli.ts';
import { vc0706Camera, type Vc0706Camera } from './driver.ts';
import { vc0706Profile, type Vc0706Profile } from './profile.ts';
import { baudRates } from './protocol.ts';

export const cameraTool: TechnicianTool<Vc0706Profile, Vc0706Camera> = {
  device: 'camera',
  profileKey: 'camera',
  entry: vc0706Profile,
  entryAt: (connection, baudRate) => ({
    driver: 'vc0706',
    connection: connection.kind === 'serial' ? { ...connection, baudRate: baudRate ?? 38_400 } : connection,
  }),
  open: ({ entry, clock, channelTo }) => vc0706Camera({ channel: channelTo(entry.connection), clock, profile: entry }),
  actions: {
    'self-test': {
      does: 'its version, and broken answers seen',
      async run(camera, { say }) {
        const tested = await camera.selfTest();
        if (tested.ok) {
          say(`version: ${tested.value.version}`);
          say(`broken answers: ${tested.value.badAnswers}`);
        } else say(`failed: ${tested.error}`);
        return tested.ok;
      },
    },
    read: {
      does: 'takes a picture and writes it to the file named behind it; delete it after use',
      async run(camera, { say, args, signal }) {
        const [file] = args;
        if (!file) {
          say('to which file? read picture.jpg');
          return false;
        }
        const picture = await camera.takePicture(signal);
        if (!picture.ok) {
          say(`failed: ${picture.error}`);
          return false;
        }
        // Somebody may be in it: for the technician's eyes only, and never over another file.
        const problem = await writeFile(file, picture.value, { mode: 0o600, flag: 'wx' }).catch(String);
        say(problem ?? `picture: ${picture.value.length} bytes, in ${file}`);
        return problem === undefined;
      },
    },
    'set-baud': {
      does: 'how fast it speaks after it was switched off and on: 9600 19200 38400 57600 115200',
      asksFirst: true,
      async run(camera, { say, args }) {
        const rate = baudRates.find((each) => String(each) === args[0]);
        if (!rate) {
          say('which rate? set-baud 115200 --yes');
          return false;
        }
        const set = await camera.setBaudRate(rate);
        say(
          set.ok
            ? `write ${rate} as baudRate into the profile, then switch the camera off and on`
            : `failed: ${set.error}`,
        );
        return set.ok;
      },
    },
  },
};

/** The technician's tool. Returns the exit code: 0 done, 1 the camera failed, 2 wrong use. */
export const run = (argv: readonly string[], out: (text: string) => void): Promise<number> =>
  runTechnicianTool(cameraTool, argv, out);
