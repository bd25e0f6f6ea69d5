import { err, ok, type Result } from '../../main/contract/result.ts';
import type { ModuleLine } from './module-line.ts';
import { troubleIn, type ModuleTrouble } from './module-trouble.ts';
import { formatModuleId, type Answer, type CommandName } from './protocol.ts';

/** A broken or missing answer is asked for again so often: one flipped bit must not put a reader out of service. */
export const LINE_TRIES = 3;

/** Asks until there is an answer, `LINE_TRIES` times at most. */
async function askAgain(line: ModuleLine, command: CommandName): Promise<Result<Answer, ModuleTrouble>> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await line.ask(command);
    if (answer.ok) return answer;
    if (answer.error === 'closed' || attempt >= LINE_TRIES) return answer;
  }
}

/** The data of a good answer to a question that needs no card. */
async function askModule(line: ModuleLine, command: 'status' | 'id'): Promise<Result<Uint8Array, ModuleTrouble>> {
  const answer = await askAgain(line, command);
  if (!answer.ok) return answer;
  const trouble = troubleIn(answer.value);
  return trouble ? err(trouble) : ok(answer.value.data);
}

/** Whether the module answers and says that it works. */
export const checkModule = (line: ModuleLine): Promise<Result<unknown, ModuleTrouble>> =>
  line.exclusively(() => askModule(line, 'status'));

/** The number of the security module, as printed on it. */
export const askModuleId = (line: ModuleLine): Promise<Result<string, ModuleTrouble>> =>
  line.exclusively(async () => {
    const data = await askModule(line, 'id');
    return data.ok ? ok(formatModuleId(data.value)) : data;
  });

/** Whether the module's number begins as one of these. */
export async function checkFamily(
  line: ModuleLine,
  family: readonly string[],
): Promise<Result<unknown, ModuleTrouble>> {
  const id = await askModuleId(line);
  if (!id.ok) return id;
  return family.some((beginning) => id.value.startsWith(beginning)) ? id : err('wrongFirmware');
}

/** Whether a card lies on the reader. A card that was read is not found again, but still tells its appended address. */
export const lookForCard = (line: ModuleLine): Promise<Result<boolean, ModuleTrouble>> =>
  line.exclusively(async () => {
    const appended = await askAgain(line, 'newAddress');
    if (!appended.ok) return appended;
    if (appended.value.status === 'done' || appended.value.status === 'noContent') return ok(true);
    const found = await askAgain(line, 'find');
    if (!found.ok) return found;
    const { status } = found.value;
    if (status === 'selfTestFailed' || status === 'notAuthorised') return err(status);
    return ok(status === 'cardFound');
  });
