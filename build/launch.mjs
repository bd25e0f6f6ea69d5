// Installs the packages if need be, then goes on in TypeScript on Node 24.
import { ensureInstalled } from './install.mjs';
import { projectFolder, runOnNode24 } from './node-24.mjs';

/** Runs a script of this folder; its exit code becomes ours. */
export async function launch(script, args) {
  const problem = await ensureInstalled(projectFolder, (line) => console.log(line));
  if (problem) {
    console.error(problem);
    process.exitCode = 1;
  } else {
    process.exitCode = await runOnNode24([script, ...args]);
  }
}
