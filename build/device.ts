import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from './project-folder.ts';

type Run = (argv: readonly string[], out: (text: string) => void) => Promise<number>;

const devicesFolder = path.join(projectFolder, 'devices');
const cliOf = (device: string): string => path.join(devicesFolder, device, 'cli.ts');
const devices = readdirSync(devicesFolder).filter((name) => existsSync(cliOf(name)));

/** npm run device -- <device> <action>: hands over to the device's own tool. */
async function runDevice(device: string | undefined, argv: readonly string[]): Promise<number> {
  if (device === undefined || !devices.includes(device)) {
    console.error(`usage: npm run device -- <${devices.join(' | ')}> <action>`);
    return 2;
  }
  const { run }: { run: Run } = await import(cliOf(device));
  return run(argv, (text) => process.stdout.write(text));
}

const [device, ...argv] = process.argv.slice(2);
process.exitCode = await runDevice(device, argv);
