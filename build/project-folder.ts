import path from 'node:path';

/** The folder with package.json, wherever a script was started from. */
export const projectFolder = path.dirname(import.meta.dirname);
