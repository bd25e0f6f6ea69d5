import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { findOnPath } from './open-chromium.ts';
import { projectFolder } from './project-folder.ts';

/**
 * npm run test:usb: boots Debian's stock kernel in QEMU, where the kernel itself plays USB and HID devices, and runs
 * tests/usb/guest.ts in there with this project's drivers. The host's disk is shared read-only.
 */

const needed = [
  ['qemu-system-x86_64', 'qemu-system-x86'],
  ['busybox', 'busybox-static'],
  ['cpio', 'cpio'],
  ['depmod', 'kmod'],
  ['udevadm', 'udev'],
] as const;
const searchPath = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
const environment = { ...process.env, PATH: searchPath, DEBIAN_FRONTEND: 'noninteractive' };

/** The disk, then HID in user space, then USB devices that the kernel plays. */
const modules = [
  'virtio_pci',
  '9pnet_virtio',
  '9p',
  'configfs',
  'uhid',
  'hid_generic',
  'usbhid',
  'dummy_hcd',
  'libcomposite',
  'usb_f_acm',
  'cdc_acm',
];

/** An emulated machine needs about half a minute for all of it; a loaded host several times that. */
const LIMIT_MS = 5 * 60_000;

const cache = path.join(projectFolder, 'node_modules', '.cache', 'usb-lane');

function run(command: string, args: readonly string[], cwd?: string): string {
  const done = spawnSync(command, args, {
    encoding: 'utf8',
    env: environment,
    maxBuffer: 1 << 26,
    ...(cwd ? { cwd } : {}),
  });
  if (done.status !== 0)
    throw new Error(`${command} ${args.slice(0, 3).join(' ')}: ${done.stderr || done.error?.message}`);
  return done.stdout;
}

function installPrograms(): void {
  const missing = needed.filter(([program]) => !findOnPath([program], searchPath)).map(([, debian]) => debian);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) throw new Error(`needs: apt-get install ${missing.join(' ')}`);
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing]);
}

/** Debian's newest kernel for this release, taken apart: never installed, only read. */
function unpackKernel(folder: string): { version: string; root: string } {
  const name = /Depends: (linux-image-\S+)/.exec(run('apt-cache', ['depends', 'linux-image-amd64']))?.[1];
  if (name === undefined) throw new Error('no kernel package is known: apt-get update');
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
      .map((line) => /^insmod (\S+)/.exec(line)?.[1]),
  );
  return [...new Set(all.filter((file) => file !== undefined))];
}

/** Kernel and first disk, kept for the next run. */
function prepare(): { kernel: string; disk: string } {
  const [kernel, disk] = [path.join(cache, 'vmlinuz'), path.join(cache, 'first-disk.gz')];
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(tmpdir(), 'kiosk-usb-'));
  try {
    const unpacked = path.join(cache, 'kernel');
    if (!existsSync(unpacked)) {
      const { version, root } = unpackKernel(folder);
      mkdirSync(path.join(folder, 'kept'));
      copyFileSync(path.join(root, 'boot', `vmlinuz-${version}`), path.join(folder, 'kept', 'vmlinuz'));
      for (const [index, file] of moduleFiles(version, root).entries()) {
        copyFileSync(file, path.join(folder, 'kept', `${String(index).padStart(2, '0')}-${path.basename(file)}`));
      }
      cpSync(path.join(folder, 'kept'), `${unpacked}.new`, { recursive: true });
      renameSync(`${unpacked}.new`, unpacked);
    }
    copyFileSync(path.join(unpacked, 'vmlinuz'), kernel);
    const tree = path.join(folder, 'tree');
    for (const name of ['bin', 'modules']) mkdirSync(path.join(tree, name), { recursive: true });
    copyFileSync(findOnPath(['busybox'], searchPath) ?? '', path.join(tree, 'bin', 'busybox'));
    copyFileSync(path.join(projectFolder, 'tests', 'usb', 'init.sh'), path.join(tree, 'init'));
    run('chmod', ['755', path.join(tree, 'init'), path.join(tree, 'bin', 'busybox')]);
    for (const file of readdirSync(unpacked).filter((name) => name.endsWith('.ko'))) {
      copyFileSync(path.join(unpacked, file), path.join(tree, 'modules', file));
    }
    run('sh', ['-c', `find . | cpio -o -H newc --quiet | gzip > ${disk}`], tree);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { kernel, disk };
}

/** Boots, shows what the guest says of itself, and counts. */
async function boot({
  kernel,
  disk,
}: {
  kernel: string;
  disk: string;
}): Promise<{ passed: number; failed: number; ended: boolean }> {
  const words = [
    'console=ttyS0',
    'quiet',
    'panic=-1',
    'mitigations=off',
    `lane.project=${projectFolder}`,
    `lane.node=${process.execPath}`,
  ];
  const options = [
    '-accel tcg,thread=multi -cpu max,pmu=off -smp 2 -m 1536 -nographic -no-reboot -nic none'.split(' '),
    ['-kernel', kernel, '-initrd', disk, '-append', words.join(' ')],
    ['-fsdev', 'local,id=host,path=/,security_model=none,readonly=on,multidevs=remap'],
    ['-device', 'virtio-9p-pci,fsdev=host,mount_tag=host'],
  ].flat();
  const machine = spawn('qemu-system-x86_64', options, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environment,
  });
  const limit = setTimeout(() => machine.kill('SIGKILL'), LIMIT_MS);
  const count = { passed: 0, failed: 0, ended: false };
  for await (const line of createInterface({ input: machine.stdout })) {
    const said = /usb-lane: (.*)$/.exec(line.replace(/\r/g, ''))?.[1];
    if (process.env['KIOSK_USB_CONSOLE']) console.log(line);
    if (said === undefined) continue;
    if (said.startsWith('ok ')) count.passed += 1;
    else if (said === 'end') count.ended = true;
    else if (said.startsWith('FAILED ')) count.failed += 1;
    if (said !== 'end') console.log(said);
  }
  clearTimeout(limit);
  return count;
}

try {
  installPrograms();
  const { passed, failed, ended } = await boot(prepare());
  console.log(
    `${ended ? '' : 'The virtual machine ended early. '}${passed} passed, ${failed + (ended ? 0 : 1)} failed`,
  );
  process.exitCode = ended && failed === 0 && passed > 0 ? 0 : 1;
} catch (error) {
  console.error(`The USB lane did not run: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
