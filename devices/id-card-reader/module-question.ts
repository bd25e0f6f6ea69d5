import { err, ok, type Result } from '../../main/contract/result.ts';
import type { LineFault, ModuleLine } from './module-line.ts';
import { formatModuleId, type Answer, type CommandName } from './protocol.ts';

/** A broken or missing answer is asked for again so often: one flipped bit must not put a reader out of service. */
export const LINE_TRIES = 3;

export type ModuleFault = 'offline' | 'readerFault';

export const moduleFault = (fault: LineFault): ModuleFault => (fault === 'garbled' ? 'readerFault' : 'offline');

/** Asks until there is an answer, `LINE_TRIES` times at most. */
async function askAgain(line: ModuleLine, command: CommandName): Promise<Result<Answer, ModuleFault>> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await line.ask(command);
    if (answer.ok) return answer;
    if (answer.error === 'offline' || attempt >= LINE_TRIES) return err(moduleFault(answer.error));
  }
}

const isOutOfOrder = ({ status }: Answer): boolean => status === 'selfTestFailed' || status === 'notAuthorised';

/** Whether the module answers and says that it works. */
export function checkModule(line: ModuleLine): Promise<Result<void, ModuleFault>> {
  return line.exclusively(async () => {
    const answer = await askAgain(line, 'status');
    if (!answer.ok) return answer;
    return answer.value.status === 'done' ? ok(undefined) : err('readerFault');
  });
}

/** Whether a card lies on the reader. A card that was read is not found again, but still tells its appended address. */
export function lookForCard(line: ModuleLine): Promise<Result<boolean, ModuleFault>> {
  return line.exclusively(async () => {
    const appended = await askAgain(line, 'readAppended');
    if (!appended.ok) return appended;
    if (appended.value.status === 'done' || appended.value.status === 'noContent') return ok(true);
    const found = await askAgain(line, 'find');
    if (!found.ok) return found;
    return isOutOfOrder(found.value) ? err('readerFault') : ok(found.value.status === 'cardFound');
  });
}

/** The number of the security module, as printed on it. */
export function askModuleId(line: ModuleLine): Promise<Result<string, ModuleFault>> {
  return line.exclusively(async () => {
    const answer = await askAgain(line, 'moduleId');
    if (!answer.ok) return answer;
    return answer.value.status === 'done' ? ok(formatModuleId(answer.value.data)) : err('readerFault');
  });
}
