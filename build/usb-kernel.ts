import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { findOnPath } from './open-chromium.ts';
import { projectFolder } from './project-folder.ts';

/** Programs, a kernel and a first disk for the virtual machine of the USB lane. Kept in one folder under node_modules. */

const needed = [
  ['qemu-system-x86_64', 'qemu-system-x86'],
  ['busybox', 'busybox-static'],
  ['cpio', 'cpio'],
  ['depmod', 'kmod'],
  ['udevadm', 'udev'],
] as const;
const searchPath = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
export const environment = { ...process.env, PATH: searchPath, DEBIAN_FRONTEND: 'noninteractive' };

/** The disk, then HID in user space and its keyboards, then USB devices that the kernel plays. */
const modules = [
  'virtio_pci',
  '9pnet_virtio',
  '9p',
  'configfs',
  'evdev',
  'uhid',
  'hid_generic',
  'usbhid',
  'dummy_hcd',
  'libcomposite',
  'usb_f_acm',
  'cdc_acm',
];

const cache = path.join(projectFolder, 'node_modules', '.cache', 'usb-lane');

/** A package index that does not answer must not hold up anybody for ever; a kernel is 70 MB. */
const COMMAND_LIMIT_MS = 10 * 60_000;

function attempt(command: string, args: readonly string[], cwd?: string): { isDone: boolean; output: string } {
  const done = spawnSync(command, args, {
    encoding: 'utf8',
    env: environment,
    maxBuffer: 1 << 26,
    timeout: COMMAND_LIMIT_MS,
    ...(cwd ? { cwd } : {}),
  });
  if (done.status === 0) return { isDone: true, output: done.stdout };
  return { isDone: false, output: (done.stderr || (done.error?.message ?? `ended by ${done.signal}`)).trim() };
}

function run(command: string, args: readonly string[], cwd?: string): string {
  const { isDone, output } = attempt(command, args, cwd);
  if (!isDone) throw new Error(`${command} ${args.slice(0, 3).join(' ')}: ${output}`);
  return output;
}

const isRoot = (): boolean => process.getuid?.() === 0;

const missingPackages = (): string[] =>
  needed.filter(([program]) => !findOnPath([program], searchPath)).map(([, debian]) => debian);

/** Installs what is missing where that is allowed; else throws with what to install. */
export function installPrograms(): void {
  const missing = missingPackages();
  if (missing.length === 0) return;
  const advice = `it needs these packages: apt-get install ${missing.join(' ')}`;
  if (!findOnPath(['apt-get'], searchPath)) throw new Error(`${advice} (on Debian, whose kernel it boots)`);
  if (!isRoot()) throw new Error(`${advice} (as root)`);
  console.log(`Installing ${missing.join(' ')}`);
  const install = ['install', '-y', '-q', '--no-install-recommends', ...missing];
  if (attempt('apt-get', install).isDone) return;
  // The index of packages may be missing or old.
  attempt('apt-get', ['update', '-q']);
  const { isDone, output } = attempt('apt-get', install);
  if (!isDone) throw new Error(`${advice}, and that failed: ${output}`);
}

/** The package of Debian's newest kernel for this release. */
function kernelPackage(): string {
  if (!findOnPath(['apt-cache'], searchPath)) throw new Error('it boots Debian’s kernel, and there is no apt-get here');
  const known = (): string | undefined =>
    /Depends: (linux-image-\S+)/.exec(attempt('apt-cache', ['depends', 'linux-image-amd64']).output)?.[1];
  const name = known();
  if (name !== undefined) return name;
  if (isRoot()) attempt('apt-get', ['update', '-q']);
  const updated = known();
  if (updated === undefined) throw new Error('no package index knows linux-image-amd64: apt-get update (as root)');
  return updated;
}

/** Debian's kernel, taken apart: never installed, only read. */
function unpackKernel(folder: string): { version: string; root: string } {
  const name = kernelPackage();
  console.log(`Fetching ${name}`);
  run('apt-get', ['download', '-q', name], folder);
  const archive = readdirSync(folder).find((file) => file.endsWith('.deb'));
  if (archive === undefined) throw new Error(`${name} was not downloaded`);
  const root = path.join(folder, 'kernel');
  run('dpkg-deb', ['-x', path.join(folder, archive), root]);
  const version = name.slice('linux-image-'.length);
  run('depmod', ['-b', root, version]);
  return { version, root };
}

/** The modules in the order in which they must be loaded. */
function moduleFiles(version: string, root: string): string[] {
  const all = modules.flatMap((name) =>
    run('modprobe', ['-S', version, '-d', root, '--show-depends', name])
      .split('\n')
      // A path that holds spaces too.
      .map((line) => /^insmod (.*\S)\s*$/.exec(line)?.[1]),
  );
  return [...new Set(all.filter((file) => file !== undefined))];
}

/** The folder with kernel and modules, kept for the next run that wants the same modules. */
function keptKernel(folder: string): string {
  const kept = path.join(cache, 'kernel');
  const list = path.join(kept, 'modules.txt');
  const wanted = modules.join('\n');
  if (existsSync(list) && readFileSync(list, 'utf8') === wanted) return kept;
  const { version, root } = unpackKernel(folder);
  const fresh = path.join(folder, 'kept');
  mkdirSync(fresh);
  copyFileSync(path.join(root, 'boot', `vmlinuz-${version}`), path.join(fresh, 'vmlinuz'));
  for (const [index, file] of moduleFiles(version, root).entries()) {
    copyFileSync(file, path.join(fresh, `${String(index).padStart(2, '0')}-${path.basename(file)}`));
  }
  writeFileSync(path.join(fresh, 'modules.txt'), wanted);
  rmSync(kept, { recursive: true, force: true });
  renameSync(fresh, kept);
  return kept;
}

/** A folder for one run, thrown away when this process ends, however it does. */
function folderForThisRun(): string {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'run-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What is in memory when the kernel starts: the modules, a shell, and where to find the project on the host's disk. */
function writeFirstDisk(disk: string, kept: string, tree: string): void {
  for (const name of ['bin', 'modules']) mkdirSync(path.join(tree, name), { recursive: true });
  copyFileSync(findOnPath(['busybox'], searchPath) ?? '', path.join(tree, 'bin', 'busybox'));
  copyFileSync(path.join(projectFolder, 'tests', 'usb', 'init.sh'), path.join(tree, 'init'));
  run('chmod', ['755', path.join(tree, 'init'), path.join(tree, 'bin', 'busybox')]);
  writeFileSync(path.join(tree, 'project'), projectFolder);
  writeFileSync(path.join(tree, 'node'), process.execPath);
  for (const file of readdirSync(kept).filter((name) => name.endsWith('.ko'))) {
    copyFileSync(path.join(kept, file), path.join(tree, 'modules', file));
  }
  run('sh', ['-c', 'find . | cpio -o -H newc --quiet | gzip > "$0"', disk], tree);
}

/** The kernel and the first disk for this run. */
export function prepareMachine(): { kernel: string; disk: string } {
  const folder = folderForThisRun();
  const kept = keptKernel(folder);
  const disk = path.join(folder, 'first-disk.gz');
  writeFirstDisk(disk, kept, path.join(folder, 'tree'));
  return { kernel: path.join(kept, 'vmlinuz'), disk };
}
