// Runs a TypeScript script of this folder on Node 24, whatever Node npm was started with.
// Usage: node build/run.mjs build/<script>.ts [arguments]
import { runOnNode24 } from './node-24.mjs';

process.exitCode = await runOnNode24(process.argv.slice(2));
