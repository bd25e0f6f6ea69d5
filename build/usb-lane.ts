import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { projectFolder } from './project-folder.ts';
import { environment, installPrograms, prepareMachine } from './usb-kernel.ts';

/**
 * npm run test:usb: boots Debian's stock kernel in QEMU, where the kernel itself plays USB and HID devices, and runs
 * tests/usb/guest.ts in there with this project's drivers. The host's disk is shared read-only. With KIOSK_USB_CONSOLE=1
 * all that the machine prints is shown.
 */

/** An emulated machine needs two minutes for all of it; a loaded host several times that. */
const LIMIT_MS = 15 * 60_000;

/** Folders that the machine puts its own in place of. */
const notShared = ['/dev/', '/proc/', '/sys/', '/run/'];

interface Outcome {
  passed: number;
  failed: number;
  hasEnded: boolean;
}

/** Boots, shows what the guest says of itself, and counts. */
async function boot({ kernel, disk }: { kernel: string; disk: string }): Promise<Outcome> {
  const options = [
    // Without the protection keys that QEMU emulates: with them V8's own checks end Node now and then.
    '-accel tcg,thread=multi -cpu max,pmu=off,pku=off -smp 2 -m 1536 -nographic -no-reboot -nic none'.split(' '),
    ['-kernel', kernel, '-initrd', disk, '-append', 'console=ttyS0 quiet panic=-1 mitigations=off'],
    ['-fsdev', 'local,id=host,path=/,security_model=none,readonly=on,multidevs=remap'],
    ['-device', 'virtio-9p-pci,fsdev=host,mount_tag=host'],
  ].flat();
  const machine = spawn('qemu-system-x86_64', options, { stdio: ['ignore', 'pipe', 'inherit'], env: environment });
  machine.on('error', (error) => console.error(error.message));
  process.on('exit', () => machine.kill('SIGKILL'));
  const limit = setTimeout(() => {
    console.error(`Not done within ${LIMIT_MS / 60_000} minutes.`);
    machine.kill('SIGKILL');
  }, LIMIT_MS);
  const outcome: Outcome = { passed: 0, failed: 0, hasEnded: false };
  for await (const line of createInterface({ input: machine.stdout })) {
    if (process.env['KIOSK_USB_CONSOLE']) console.log(line);
    const said = /usb-lane: (.*)$/.exec(line.replace(/\r/g, ''))?.[1];
    if (said === undefined) continue;
    if (said === 'end') outcome.hasEnded = true;
    else console.log(said);
    if (said.startsWith('ok ')) outcome.passed += 1;
    else if (said.startsWith('FAILED ')) outcome.failed += 1;
  }
  clearTimeout(limit);
  return outcome;
}

// Ending this process ends the machine and removes the run's folder.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(128 + constants.signals[signal]));
}

try {
  if (notShared.some((folder) => `${projectFolder}/`.startsWith(folder))) {
    throw new Error(`the machine cannot see a checkout in ${projectFolder}`);
  }
  installPrograms();
  const machine = prepareMachine();
  let outcome = await boot(machine);
  // Node under QEMU's emulation dies at its start once in a while; nothing of ours has run then.
  if (!outcome.hasEnded && outcome.passed + outcome.failed === 0) {
    console.log('The virtual machine ended before its first check; it is booted once more.');
    outcome = await boot(machine);
  }
  const { passed, failed, hasEnded } = outcome;
  if (!hasEnded) console.log('FAILED the virtual machine ended early (KIOSK_USB_CONSOLE=1 shows its console)');
  console.log(`${passed} passed, ${failed + (hasEnded ? 0 : 1)} failed`);
  process.exitCode = hasEnded && failed === 0 && passed > 0 ? 0 : 1;
} catch (error) {
  console.error(`The USB lane did not run: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
