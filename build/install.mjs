// Brings node_modules to what package-lock.json says, with a sentence for each thing that usually goes wrong.
import { spawn } from 'node:child_process';
import { readFileSync, statfsSync } from 'node:fs';
import path from 'node:path';

/** The packages unpacked, the test browser, and what npm keeps in its cache meanwhile. */
const neededBytes = 2 * 1024 ** 3;

const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

/**
 * Whether every package of the lock file is there in its version. npm writes its own list as the very last step, so an
 * installation that was cut short never counts.
 */
export function isInstalled(folder) {
  const wanted = readJson(path.join(folder, 'package-lock.json'))?.packages;
  const present = readJson(path.join(folder, 'node_modules/.package-lock.json'))?.packages;
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([name, { version, optional, devOptional }]) =>
      name === '' || optional || devOptional || present[name]?.version === version,
  );
}

/** What npm's own words mean for the person in front of the machine. */
export function installProblem(output, freeBytes = Infinity) {
  if (/ENOSPC/.test(output) || freeBytes < neededBytes) {
    return 'The packages were not installed: the disk is full. They need 2 GB; free some space and run this again.';
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(output)) {
    return 'The packages were not installed: the registry cannot be reached. Connect this machine to a network (or set npm_config_registry) and run this again.';
  }
  const lastLines = output.trim().split('\n').slice(-8).join('\n');
  return `The packages were not installed: npm ci failed. Its last words:\n${lastLines}`;
}

/** Installs if need be. Resolves to null, or to the sentence that says why it could not. */
export async function ensureInstalled(folder, say) {
  if (isInstalled(folder)) return null;
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < neededBytes) return installProblem('', bavail * bsize);
  say('Installing the packages; this takes a minute or two the first time.');
  const { code, output } = await npmCi(folder);
  return code === 0 && isInstalled(folder) ? null : installProblem(output);
}

/** Without patience for a registry that is not there: npm alone would try for over a minute. */
function npmCi(folder) {
  const args = ['ci', '--no-audit', '--no-fund', '--fetch-retries=2', '--fetch-retry-maxtimeout=2000'];
  const child = spawn('npm', [...args, '--fetch-retry-mintimeout=500'], {
    cwd: folder,
    shell: process.platform === 'win32',
  });
  let output = '';
  const keep = (chunk) => {
    output = (output + chunk).slice(-20_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: `npm itself did not start: ${error.message}` }));
    child.on('close', (code) => resolve({ code, output }));
  });
}
