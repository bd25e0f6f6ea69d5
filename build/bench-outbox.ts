import path from 'node:path';
import { z } from 'zod';
import { projectFolder } from './project-folder.ts';

type Bench = (args: readonly string[]) => Promise<void>;

// By its path: nothing but tests imports tests.
const bench: unknown = await import(path.join(projectFolder, 'tests/bench/outbox/bench.ts'));
const { benchOutbox } = z.object({ benchOutbox: z.custom<Bench>((value) => typeof value === 'function') }).parse(bench);
await benchOutbox(process.argv.slice(2));
