import { readFileSync, writeSync } from 'node:fs';
import { portraitIn } from '../../../devices/id-card-reader/synthetic-photo.ts';

// In the place of a hall's licensed decoder: a synthetic block on stdin, its drawn portrait on stdout. The argument makes
// it fail as such programs do.
const [, , failure] = process.argv;
const picture = portraitIn(readFileSync(0));
if (failure === 'hang') setInterval(() => {}, 1000);
else if (failure === 'babble') for (let sent = 0; sent < 40; sent += 1) writeSync(1, new Uint8Array(16_384));
else if (failure === 'text') writeSync(1, 'licence expired'.padEnd(200));
else if (failure === 'half') writeSync(1, (picture ?? new Uint8Array()).subarray(0, 20_000));
else if (failure === 'refuse' || !picture) process.exitCode = 3;
else for (let at = 0; at < picture.length;) at += writeSync(1, picture.subarray(at));
