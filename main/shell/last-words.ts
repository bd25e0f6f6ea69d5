/** Name and place of a fault, without its message: a message can hold what a visitor typed. */
export function lastWords(error: unknown): string {
  if (!(error instanceof Error)) return `${typeof error} thrown\n`;
  // Without the message before the lines are told apart: one of its lines may look like a place.
  const places = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return [error.name, ...places, ''].join('\n');
}
