// The one command that installs what is missing and runs every test: npm test.
import { launch } from './launch.mjs';

await launch('build/test.ts', process.argv.slice(2));
